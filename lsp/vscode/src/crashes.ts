/** When a server that has ended by itself is started again: a few times, not for ever. Pure. */

const MOST = 3;
const WITHIN = 3 * 60 * 1000;

export class Crashes {
  private times: readonly number[] = [];

  /** Notes a crash at `now` (milliseconds); whether the server should be started again. */
  tryAgain(now: number): boolean {
    this.times = [...this.times.filter((time) => now - time < WITHIN), now];
    return this.times.length <= MOST;
  }

  /** For a start that was asked for. */
  forget(): void {
    this.times = [];
  }
}
