type Answer =
  | { readonly __typename: 'Solve'; readonly id: string }
  | { readonly __typename: 'SolveAlreadyRunning'; readonly solveId: string };

/** The solve to follow: the one begun, or the one that is under way already; undefined: there is none. */
export const solveIn = (answer: Answer | { readonly __typename: string } | undefined): string | undefined => {
  if (answer === undefined) return undefined;
  if ('solveId' in answer) return answer.solveId;
  return 'id' in answer ? answer.id : undefined;
};
