/** How much rules do, counted rather than timed: it is the same on each machine. */

/** Tries of expressions while something runs, and characters that are cut out of texts for them. */
export function countWork(run: () => void): number {
  let count = 0;
  const { exec, test } = RegExp.prototype;
  const { slice } = String.prototype;
  RegExp.prototype.exec = function (this: RegExp, subject: string) {
    count++;
    return exec.call(this, subject);
  };
  RegExp.prototype.test = function (this: RegExp, subject: string) {
    count++;
    return test.call(this, subject);
  };
  String.prototype.slice = function (this: string, start?: number, end?: number) {
    const part = slice.call(this, start, end);
    count += part.length;
    return part;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
    RegExp.prototype.test = test;
    String.prototype.slice = slice;
  }
  return count;
}
