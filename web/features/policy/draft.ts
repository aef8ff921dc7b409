import type { RuleAssumption, RuleLevel, RuleOfPolicyFragment } from '../../graphql/generated/graphql.ts';

export type Figures = Readonly<Record<string, unknown>>;

/** A rule as it is to be; what is undefined stays. */
export interface RuleChange {
  readonly rule: string;
  readonly level?: RuleLevel | undefined;
  readonly clause?: string | undefined;
  readonly figures: Figures;
}

export const figuresOf = ({ figures }: Pick<RuleOfPolicyFragment, 'figures'>): Figures =>
  typeof figures === 'object' && figures !== null ? { ...figures } : {};

/** What of `wanted` differs from the rule as it is; null: nothing. */
export function changeOf(
  rule: RuleOfPolicyFragment,
  wanted: { readonly level: RuleLevel; readonly clause: string; readonly figures: Figures },
): RuleChange | null {
  const before = figuresOf(rule);
  const figures = Object.fromEntries(
    Object.entries(wanted.figures).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
    ),
  );
  const level = wanted.level === rule.level ? undefined : wanted.level;
  const clause = wanted.clause.trim() === (rule.clause ?? '') ? undefined : wanted.clause.trim();
  if (level === undefined && clause === undefined && Object.keys(figures).length === 0) return null;
  return { rule: rule.name, level, clause, figures };
}

/** The draft with one rule changed, or as it was. */
export const withChange = (
  draft: readonly RuleChange[],
  rule: string,
  change: RuleChange | null,
): readonly RuleChange[] => [
  ...draft.filter((one) => one.rule !== rule),
  ...(change === null ? [] : [change]),
];

export const assumptionsOf = (draft: readonly RuleChange[]): RuleAssumption[] =>
  draft.map(({ rule, level, clause, figures }) => ({
    rule,
    ...(level === undefined ? {} : { level }),
    ...(clause === undefined ? {} : { clause }),
    figures,
  }));
