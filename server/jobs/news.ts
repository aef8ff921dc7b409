/** Word within this process that something is new about a solve. */
export interface News {
  tell(solveId: string): void;
  /** Resolves when told, or after `milliseconds`: other processes tell through the database alone. */
  next(solveId: string, milliseconds: number): Promise<void>;
}

export function createNews(): News {
  const listeners = new Map<string, Set<() => void>>();
  return {
    tell(solveId) {
      for (const heard of listeners.get(solveId) ?? []) heard();
    },
    next: (solveId, milliseconds) =>
      new Promise((resolve) => {
        const here = listeners.get(solveId) ?? new Set();
        listeners.set(solveId, here);
        const heard = () => {
          clearTimeout(timer);
          here.delete(heard);
          if (here.size === 0) listeners.delete(solveId);
          resolve();
        };
        const timer = setTimeout(heard, milliseconds);
        here.add(heard);
      }),
  };
}
