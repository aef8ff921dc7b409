import { Button, Checkbox } from 'antd';
import type { PostingRowFragment } from '../../graphql/generated/graphql.ts';
import type { Column } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { type Act, actsOf } from './posting-act.tsx';
import type { PostingTab } from './view.ts';

interface Means {
  readonly tab: PostingTab;
  readonly picked: ReadonlySet<string>;
  /** Those of which an arrival can be confirmed. */
  readonly arrivable: readonly PostingRowFragment[];
  readonly onPick: (ids: readonly string[], wanted: boolean) => void;
  readonly onAct: (act: Act, posting: PostingRowFragment) => void;
  readonly onOpen: (postingId: string) => void;
}

/** The columns of a tab: what it is about, and nothing else. */
export function useColumns(means: Means): readonly Column<PostingRowFragment>[] {
  const { t, language } = useWords();
  const nameOf = usePostName();
  const { tab, picked, arrivable, onPick, onAct, onOpen } = means;
  const can = new Set(arrivable.map(({ id }) => id));
  const dayOr = (text: string | null | undefined) =>
    text ? <span className="nowrap">{day(text, language)}</span> : '—';
  const columns: Record<string, Column<PostingRowFragment>> = {
    pick: {
      key: 'pick',
      title: t('postings.pick'),
      onScreen: true,
      cell: ({ id, teacher }) =>
        can.has(id) ? (
          <Checkbox
            aria-label={t('postings.pickOf', { name: teacher.name })}
            checked={picked.has(id)}
            onChange={({ target }) => onPick([id], target.checked)}
          />
        ) : null,
    },
    teacher: {
      key: 'TEACHER',
      title: t('postings.teacher'),
      sorts: true,
      cell: ({ id, teacher }) => (
        <span className="nowrap">
          <button type="button" className="link" onClick={() => onOpen(id)}>
            {teacher.name}
          </button>{' '}
          <span className="quiet small">{teacher.staffNumber}</span>
        </span>
      ),
    },
    way: {
      key: 'way',
      title: t('postings.way'),
      cell: ({ from, to, hostSchool }) => (
        <>
          {from ? from.school.name : t('postings.outside')} →{' '}
          <span className="strong">{hostSchool.name}</span>
          {to ? <span className="stage"> {t(`stage.${to.stage}`)}</span> : null}
        </>
      ),
    },
    post: { key: 'post', title: t('postings.post'), cell: (posting) => nameOf(posting) },
    form: {
      key: 'form',
      title: t('postings.form'),
      cell: ({ form, days }) =>
        days ? t('postings.circuit', { form: t(`moveForm.${form}`), days }) : t(`moveForm.${form}`),
    },
    starts: {
      key: 'STARTS',
      title: t('postings.startsOn'),
      sorts: true,
      cell: ({ startsOn }) => dayOr(startsOn),
    },
    reportBy: {
      key: 'reportBy',
      title: t('postings.reportBy'),
      cell: ({ reportBy, notArrived }) =>
        notArrived ? (
          <span className="bad">
            {dayOr(reportBy)} {t('postings.overdue')}
          </span>
        ) : (
          dayOr(reportBy)
        ),
    },
    reported: {
      key: 'reported',
      title: t('postings.reportedOn'),
      cell: ({ reportedOn, awaitsReport }) =>
        reportedOn ? (
          dayOr(reportedOn)
        ) : awaitsReport ? (
          <span className="bad">{t('postings.notYet')}</span>
        ) : (
          '—'
        ),
    },
    ends: {
      key: 'ENDS',
      title: t('postings.endsOn'),
      sorts: true,
      cell: ({ endsOn, decision }) =>
        endsOn ? (
          <>
            {dayOr(endsOn)}
            {decision ? <span className="quiet small"> {t(`postings.decision.${decision}`)}</span> : null}
          </>
        ) : (
          t('postings.noEnd')
        ),
    },
    ended: {
      key: 'ended',
      title: t('postings.endedOn'),
      cell: ({ state, endedOn }) => (state === 'CANCELLED' ? t('postings.state.CANCELLED') : dayOr(endedOn)),
    },
    assessment: {
      key: 'assessment',
      title: t('postings.assessment'),
      cell: ({ assessments: [newest] }) =>
        newest ? (
          <span className="nowrap">
            <span className={newest.passed ? 'good' : 'bad'}>
              {t(newest.passed ? 'postings.passed' : 'postings.failed')}
            </span>{' '}
            <span className="quiet small">{t(`postings.assessed.${newest.state}`)}</span>
          </span>
        ) : (
          <span className="quiet">{t('postings.notAssessed')}</span>
        ),
    },
    acts: {
      key: 'acts',
      title: t('postings.acts'),
      onScreen: true,
      cell: (posting) => (
        <span className="pin-buttons no-print">
          {actsOf(posting, tab).map((act) => (
            <Button
              key={act}
              size="small"
              aria-label={t('postings.actOf', { act: t(`postings.act.${act}`), name: posting.teacher.name })}
              onClick={() => onAct(act, posting)}
            >
              {t(`postings.act.${act}`)}
            </Button>
          ))}
        </span>
      ),
    },
  };
  const shown = {
    report: [
      ...(arrivable.length > 0 ? ['pick'] : []),
      'teacher',
      'way',
      'post',
      'starts',
      'reportBy',
      'acts',
    ],
    serving: ['teacher', 'way', 'post', 'form', 'starts', 'reported', 'ends', 'acts'],
    assess: ['teacher', 'way', 'post', 'ends', 'assessment', 'acts'],
    due: ['teacher', 'way', 'post', 'ends', 'assessment', 'acts'],
    late: ['teacher', 'way', 'post', 'starts', 'ends', 'assessment', 'acts'],
    ended: ['teacher', 'way', 'post', 'form', 'starts', 'ended', 'acts'],
    terms: [],
  } satisfies Record<PostingTab, readonly string[]>;
  return shown[tab].flatMap((key) => columns[key] ?? []);
}
