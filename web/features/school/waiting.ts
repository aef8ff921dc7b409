import type { HostedPostingFragment, SchoolRoundFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { windowOf } from './view.ts';

type Waiting = {
  readonly key: string;
  readonly text: string;
  /** Last day; undefined: none. */
  readonly until: string | undefined;
} & ({ readonly to: '/requests' } | { readonly to: '/school'; readonly part: 'moves' | 'hosting' | 'staff' });

/** What a principal may or must do now, the first to end first. */
export function useWaiting(
  schoolId: string,
  round: SchoolRoundFragment | undefined,
  postings: readonly HostedPostingFragment[],
  asked: number,
): readonly Waiting[] {
  const { t } = useWords();
  const found: Waiting[] = [];
  const reporting = postings.filter(({ steps }) => steps.includes('REPORT'));
  if (reporting.length > 0)
    found.push({
      key: 'report',
      to: '/school',
      part: 'hosting',
      text: t('school.wait.report', { names: reporting.map(({ teacher }) => teacher.name).join(t('comma')) }),
      until: reporting.flatMap(({ reportBy }) => reportBy ?? []).toSorted()[0],
    });
  const assessing = postings.filter(({ awaitsAssessment }) => awaitsAssessment);
  if (assessing.length > 0)
    found.push({
      key: 'assess',
      to: '/school',
      part: 'hosting',
      text: t('school.wait.assess', { names: assessing.map(({ teacher }) => teacher.name).join(t('comma')) }),
      until: undefined,
    });
  if (round?.openFor.includes('OBJECTIONS')) {
    const objected = round.objections.nodes.some(
      ({ school, state }) => school?.id === schoolId && state === 'SUBMITTED',
    );
    found.push({
      key: 'list',
      to: '/school',
      part: 'moves',
      text: t(objected ? 'school.wait.objected' : 'school.wait.list', { round: round.name }),
      until: windowOf(round, 'OBJECTIONS')?.until,
    });
  }
  if (round?.openFor.includes('REQUESTS'))
    found.push({
      key: 'requests',
      to: '/requests',
      text: t(asked > 0 ? 'school.wait.asked' : 'school.wait.ask', { round: round.name, count: asked }),
      until: windowOf(round, 'REQUESTS')?.until,
    });
  return found.toSorted((a, b) => (a.until ?? '9999').localeCompare(b.until ?? '9999'));
}
