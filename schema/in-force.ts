/** Of a standard or a policy: begun by the day. The newest of these is in force. */
export const begunBy = (day: Date) => ({ effectiveFrom: { lte: day } });

/** What begins later first; of what begins on one day, what was written down later. */
export const newestFirst = [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }] as const;

/** A policy made for one round is never in force by its day. */
export const forEveryRound = { forOneRound: false } as const;
