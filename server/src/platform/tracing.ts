import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

// Without an SDK, which the operator may load (docs/operating.md), all of this does nothing.
const tracer = trace.getTracer('parley')

/** Whether spans are recorded: without an SDK, or if this trace is not sampled, their details need not be computed. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() ?? false
}

/** Runs `work` in a span, which becomes the parent of those that `work` makes. A failure marks it; messages of errors may quote data, so they are left out. */
export function inSpan<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
  return run(name, SpanKind.INTERNAL, attributes, work)
}

/** Like `inSpan`, for a call of another service. */
export function inCall<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return run(name, SpanKind.CLIENT, attributes, work)
}

/** Starts a span that `endSpan` ends. It is not the parent of anything but what is started under it with `under`. */
export function startSpan(name: string, attributes: Attributes): Span {
  return tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes })
}

/** Marks a span as failed. */
export function markFailed(span: Span): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** Runs `work` with `span` as the parent of its spans. */
export function under<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work)
}

/** The current trace in the form of the header `traceparent`, for work that another process continues; nothing if there is none. */
export function carriedTrace(): { traceparent?: string } {
  const carrier: { traceparent?: string } = {}
  if (isTraced()) propagation.inject(context.active(), carrier)
  return carrier
}

/** Runs a job in a span of the trace in which the job was added. */
export function inJobSpan<T>(name: string, carrier: { traceparent?: unknown }, work: () => Promise<T>): Promise<T> {
  const parent = propagation.extract(context.active(), carrier)
  return context.with(parent, () => run(`job ${name}`, SpanKind.CONSUMER, { 'parley.task': name }, work))
}

/** The ids of the current trace, for log lines. */
export function traceIds(): { traceId?: string; spanId?: string } {
  const span = trace.getActiveSpan()
  if (!span) return {}
  const { traceId, spanId } = span.spanContext()
  return { traceId, spanId }
}

function run<T>(name: string, kind: SpanKind, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      markFailed(span)
      throw error
    } finally {
      span.end()
    }
  })
}
