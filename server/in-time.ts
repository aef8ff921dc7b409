/**
 * What a promise comes to, or `Late` thrown after `patience` ms: a database that hangs refuses nothing by itself. What is late
 * goes on; nobody hears of it any more.
 */
export function inTime<T>(answered: Promise<T>, patience: number): Promise<T> {
  let late: NodeJS.Timeout;
  const missed = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Late(patience)), patience);
  });
  return Promise.race([answered, missed]).finally(() => clearTimeout(late));
}

/** Nothing was answered for so many ms. */
class Late extends Error {
  constructor(patience: number) {
    super(`Nothing was answered for ${patience / 1_000} s.`);
    this.name = 'Late';
  }
}
