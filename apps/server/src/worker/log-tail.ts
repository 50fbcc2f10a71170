const MOST = 64 * 1024;

/** The last 64 Ki characters of a log. */
export class LogTail {
  private kept = '';

  add(text: string): void {
    this.kept = (this.kept + text).slice(-MOST);
  }

  /** Forgets what was there. */
  clear(): void {
    this.kept = '';
  }

  get text(): string {
    return this.kept;
  }
}
