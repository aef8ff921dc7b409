import type { RecruitKind, RecruitState } from '../../graphql/generated/graphql.ts';

/** Besides the teachers, who are shown first. */
export const registryTabs = ['schools', 'recruits'] as const;
type RegistryTab = (typeof registryTabs)[number];

/** What of the registry is looked at: kept in the address, so that a link shows another officer the same. */
export interface RegistryView {
  readonly tab?: RegistryTab | undefined;
  readonly q?: string | undefined;
  /** Code of the school served, or of the school where the relation sits. */
  readonly school?: string | undefined;
  readonly subject?: string | undefined;
  readonly stage?: 'PRIMARY' | 'JUNIOR' | undefined;
  readonly place?: Place | undefined;
  readonly backbone?: Backbone | undefined;
  /** `eligible`, `exempt`, or the rule that bars. */
  readonly standing?: string | undefined;
  readonly left?: true | undefined;
  /** How far a recruit is. */
  readonly state?: RecruitState | undefined;
  /** As what somebody was recruited. */
  readonly kind?: RecruitKind | undefined;
  /** A column's key, with `-` before it for the falling order. */
  readonly sort?: string | undefined;
  /** Keys of the columns shown, parted by dots; left out: as this browser remembers, else the usual ones. */
  readonly cols?: string | undefined;
  /** Staff number of the teacher whose record is open, or code of the school. */
  readonly open?: string | undefined;
}

export const places = ['URBAN', 'COUNTY_TOWN', 'TOWNSHIP_CENTRE', 'VILLAGE', 'TEACHING_POINT'] as const;
export type Place = (typeof places)[number];
export const backbones = ['NONE', 'SCHOOL', 'COUNTY', 'CITY', 'PROVINCE'] as const;
export type Backbone = (typeof backbones)[number];
export const recruitStates: readonly RecruitState[] = ['WAITING', 'ORDERED', 'PLACED', 'WITHDRAWN'];
export const recruitKinds: readonly RecruitKind[] = ['GRADUATE', 'SPECIAL_POST'];

/** What narrows the list, and nothing else of the address. */
export const filtersOf = (view: RegistryView) => {
  const { q, school, subject, stage, place, backbone, standing, left, state, kind } = view;
  return { q, school, subject, stage, place, backbone, standing, left, state, kind };
};

/** Nothing narrowed. */
export const noFilters: RegistryView = filtersOf({});

export const isFiltered = (view: RegistryView): boolean =>
  Object.values(filtersOf(view)).some((value) => value !== undefined);
