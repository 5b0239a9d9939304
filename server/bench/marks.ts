/** In a message, and anywhere: a ticket's snippet may be newer than the event that it comes with. */
const IN_MESSAGE = /"body": ?"\[#(\d+)\]/g
const ANYWHERE = /\[#(\d+)\]/g

/** Finds the marks of messages in frames. Many sockets get the same bytes, and only the first of them is looked into. */
export class MarksOfFrames {
  private known: Buffer = Buffer.alloc(0)
  private marks: number[] | Error = []

  /** The marks in ascending order, each once; an error if the frame is one. */
  of(frame: Buffer): number[] | Error {
    if (frame.equals(this.known)) return this.marks
    const text = frame.toString('latin1')
    // The buffer of a socket is not kept.
    this.known = Buffer.from(frame)
    this.marks = isError(text) ? new Error(`A feed ended: ${text.slice(0, 300)}`) : marksIn(text)
    return this.marks
  }
}

function marksIn(text: string): number[] {
  const inMessages = [...text.matchAll(IN_MESSAGE)]
  const found = inMessages.length > 0 ? inMessages : [...text.matchAll(ANYWHERE)]
  return [...new Set(found.map(([, number]) => Number(number)))].sort((a, b) => a - b)
}

function isError(text: string): boolean {
  return /"type":"(?:error|complete)"|"__typename":"FeedReset"|"errors":\[/.test(text.slice(0, 400))
}
