/** Tells on a terminal what a long start is at: never silent for two seconds. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

const longestSilence = 1_000;

/** `Opening the database … 2 s … done in 3.1 s.` */
export const steps =
  (write: (text: string) => void): Step =>
  async (what, work) => {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    write(`${what} …`);
    const ticking = setInterval(() => write(` ${Math.round(seconds())} s …`), longestSilence);
    try {
      const result = await work();
      write(` done in ${seconds().toFixed(1)} s.\n`);
      return result;
    } catch (error) {
      write(' failed.\n');
      throw error;
    } finally {
      clearInterval(ticking);
    }
  };
