import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** The process's metrics in Prometheus format, including the hub's counts. */
export function createMetrics(stats: () => { groups: number; members: number }): {
  contentType: string
  text(): Promise<string>
} {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('parley_live_subscribers', 'Subscribers that follow a feed on this node.', () => stats().members)
  gauge('parley_live_groups', 'Groups of subscribers: each is read and executed once.', () => stats().groups)
  return { contentType: registry.contentType, text: () => registry.metrics() }
}
