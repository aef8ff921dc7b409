import type { MyRoundFragment } from '../../graphql/generated/graphql.ts';
import { schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { type Part, type Teacher, windowOf } from './view.ts';

interface Waiting {
  readonly key: string;
  /** Where it is done. */
  readonly part: Part;
  readonly text: string;
  /** Last day; undefined: none. */
  readonly until: string | undefined;
}

/** What a teacher may or must do now, the first to end first. */
export function useWaiting(teacher: Teacher, round: MyRoundFragment | undefined): readonly Waiting[] {
  const { t } = useWords();
  const found: Waiting[] = [];
  for (const { plan, reason, mayObject, objectUntil } of teacher.reasonSheets)
    if (mayObject)
      found.push({
        key: `object ${reason.id}`,
        part: 'plans',
        text: t(reason.outcome === 'MOVES' ? 'me.wait.chosen' : 'me.wait.listed', { round: plan.round.name }),
        until: objectUntil ?? undefined,
      });
  for (const { id, reportBy, awaitsReport, hostSchool } of teacher.postings.nodes)
    if (awaitsReport)
      found.push({
        key: `report ${id}`,
        part: 'service',
        text: t('me.wait.report', { school: hostSchool.name }),
        until: reportBy ?? undefined,
      });
  if (round?.openFor.includes('WISHES')) {
    const wished = teacher.wishes.nodes.some((wish) => wish.schoolYear === round.schoolYear);
    found.push({
      key: 'wishes',
      part: 'wishes',
      text: t(wished ? 'me.wait.wished' : 'me.wait.wish', { year: schoolYear(round.schoolYear) }),
      until: windowOf(round, 'WISHES')?.until,
    });
  }
  if (round?.openFor.includes('POINTS_FROZEN')) {
    const points = teacher.points.nodes.find((one) => one.schoolYear === round.schoolYear);
    if (points?.mayContest)
      found.push({
        key: 'points',
        part: 'points',
        text: t('me.wait.points', { points: points.points }),
        until: windowOf(round, 'POINTS_FROZEN')?.until,
      });
  }
  return found.toSorted((a, b) => (a.until ?? '9999').localeCompare(b.until ?? '9999'));
}
