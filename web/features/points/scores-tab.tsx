import { App, Button } from 'antd';
import { useState } from 'react';
import { AnswerContestDocument, ScoresDocument, type ScoresQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly county: string;
  readonly schoolYear: number;
  /** Only those with a contest that waits. */
  readonly contested?: boolean;
  readonly onChanged: () => void;
}

type Score = NonNullable<ScoresQuery['county']>['points']['nodes'][number];
type Contest = Score['contests'][number];

/** Scores with their arithmetic, and the contests of each with the answer or the way to it. */
export function ScoresTab({ county, schoolYear, contested, onChanged }: Props) {
  const { t, say } = useWords();
  const [q, setQ] = useState<string>();
  const [answering, setAnswering] = useState<{ readonly score: Score; readonly contest: Contest }>();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    ScoresDocument,
    {
      county,
      first: 100,
      filter: { schoolYear, ...(contested ? { contested: true } : {}), ...(q ? { search: q } : {}) },
    },
    scoresIn,
  );
  const columns: readonly Column<Score>[] = [
    {
      key: 'teacher',
      title: t('points.teacher'),
      cell: ({ teacher }) => (
        <>
          <span className="nowrap">
            {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
          </span>
          <div className="quiet small">{teacher.serving.school.name}</div>
        </>
      ),
    },
    { key: 'points', title: t('points.score'), end: true, cell: ({ points }) => points },
    {
      key: 'how',
      title: t('points.how'),
      cell: ({ parts, source, corrected }) => (
        <>
          {corrected ? <span className="badge">{t('points.corrected')}</span> : null}{' '}
          {parts.length > 0 ? (
            <details>
              <summary className="small">{parts.map(({ points }) => points).join(' + ')}</summary>
              <ul className="remedies small">
                {parts.map(({ code, points, words }) => (
                  <li key={code}>
                    {say(words)}：{points}
                  </li>
                ))}
              </ul>
            </details>
          ) : (
            <span className="quiet small">{source ?? '—'}</span>
          )}
        </>
      ),
    },
    {
      key: 'contests',
      title: t('points.contest'),
      cell: (score) =>
        score.contests.map((contest) => (
          <div key={contest.id}>
            {contest.reason}{' '}
            <span className="quiet small">
              {t(`points.state.${contest.state}`)}
              {contest.after === null || contest.after === undefined
                ? ''
                : ` ${contest.before} → ${contest.after}`}
              {contest.answer ? ` · ${contest.answer}` : ''}
            </span>{' '}
            {contest.mayAnswer ? (
              <Button
                size="small"
                aria-label={t('points.answerOf', { name: score.teacher.name })}
                onClick={() => setAnswering({ score, contest })}
              >
                {t('points.answer')}
              </Button>
            ) : null}
          </div>
        )),
    },
  ];
  return (
    <div className="stack">
      <SearchField label={t('points.find')} value={q} onSearch={setQ} />
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t(contested ? 'points.tab.contests' : 'points.tab.scores')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState title={t(contested ? 'points.noContests' : 'points.empty')}>
          {t(contested ? 'points.noContestsText' : 'points.emptyText')}
        </EmptyState>
      )}
      {answering ? (
        <AnswerDialog {...answering} onClose={() => setAnswering(undefined)} onChanged={onChanged} />
      ) : null}
    </div>
  );
}

const scoresIn = ({ county }: ScoresQuery) => county?.points;

interface AnswerProps {
  readonly score: Score;
  readonly contest: Contest;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Another score, or why it stays. */
function AnswerDialog({ score, contest, onClose, onChanged }: AnswerProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(AnswerContestDocument);
  return (
    <ActDialog
      title={t('points.answerOf', { name: score.teacher.name })}
      effect={t('points.answerEffect', {
        name: score.teacher.name,
        points: score.points,
        reason: contest.reason,
      })}
      doIt={t('points.answer')}
      fields={[
        { key: 'points', kind: 'number', label: t('points.another'), min: 0 },
        { key: 'answer', kind: 'long', label: t('points.answerText'), needed: true, maxLength: 500 },
        { key: 'decision', label: t('points.decision'), maxLength: 200, help: t('points.decisionHelp') },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ points, answer = '', decision }) => {
        const done = await act({
          id: contest.id,
          version: contest.version,
          points: points ? Number(points) : null,
          answer,
          decision: decision || null,
        });
        if (!done) return;
        message.success(t('points.answered'));
        onClose();
        onChanged();
      }}
      onClose={onClose}
      onReadAgain={onChanged}
    />
  );
}
