interface Round {
  readonly id: string;
  readonly underWay: boolean;
  readonly openFor: readonly string[];
}

/** Of rounds, newest first: the one asked for, else the newest that is open for something today, else the newest not closed, else the newest. */
export const currentRound = <One extends Round>(rounds: readonly One[], asked: string | undefined) =>
  rounds.find(({ id }) => id === asked) ??
  rounds.find(({ openFor }) => openFor.length > 0) ??
  rounds.find(({ underWay }) => underWay) ??
  rounds[0];
