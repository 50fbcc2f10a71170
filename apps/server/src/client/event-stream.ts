/** One event of a stream of server-sent events. */
export interface StreamedEvent {
  /** The newest id that the stream has given; empty before the first. */
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/**
 * Takes a stream of server-sent events apart, as the HTML standard says: text goes in as it comes, in pieces of any
 * length, events come out.
 */
export class EventStreamParser {
  /** Milliseconds to wait before coming back, when the server said so. */
  retry: number | undefined;
  private rest = '';
  private first = true;
  private id = '';
  private event = '';
  private data: string[] = [];

  /** The events that end within this piece of text. */
  push(piece: string): StreamedEvent[] {
    this.rest += piece;
    if (this.first && this.rest !== '') {
      this.first = false;
      if (this.rest.startsWith('\uFEFF')) this.rest = this.rest.slice(1);
    }
    const events: StreamedEvent[] = [];
    for (;;) {
      const end = /\r\n|\n|\r(?=.)/s.exec(this.rest);
      if (end === null) return events;
      const line = this.rest.slice(0, end.index);
      this.rest = this.rest.slice(end.index + end[0].length);
      if (line === '') this.dispatch(events);
      else this.field(line);
    }
  }

  private dispatch(events: StreamedEvent[]): void {
    if (this.data.length > 0) events.push({ id: this.id, event: this.event || 'message', data: this.data.join('\n') });
    this.event = '';
    this.data = [];
  }

  private field(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.data.push(value);
    else if (name === 'event') this.event = value;
    else if (name === 'id' && !value.includes('\0')) this.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
  }
}
