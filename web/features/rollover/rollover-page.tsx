import { Link } from '@tanstack/react-router';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import {
  RollOverDocument,
  RolloverPreviewDocument,
  type RolloverPreviewQuery,
  UndoRolloverDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, day, instant, schoolYear as named } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PreviewTabs } from './preview-tabs.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  /** The school year stepped into, by its autumn; undefined: the next. */
  readonly year: number | undefined;
  readonly onYear: (year: number | undefined) => void;
}

type County = NonNullable<RolloverPreviewQuery['county']>;
type Preview = NonNullable<County['rolloverPreview']>;
type Rollover = County['rollovers'][number];

/** The county's step into a school year: what would change, the step, and its taking back. */
export function RolloverPage({ county, year, onYear }: Props) {
  const { t, language } = useWords();
  const [rolling, setRolling] = useState(false);
  const { data, error, fetching, again } = useLiveQuery({
    query: RolloverPreviewDocument,
    variables: { county: county.code, schoolYear: year ?? null },
  });
  const preview = data?.county?.rolloverPreview;
  const rollovers = data?.county?.rollovers ?? [];
  const standing = rollovers.find(
    ({ schoolYear, undoneAt }) => schoolYear === preview?.schoolYear && !undoneAt,
  );
  const present = data?.county?.schoolYear;
  return (
    <Page title={t('rollover.title')} lead={t('rollover.lead')}>
      <div className="row-end no-print">
        {present === undefined ? null : (
          <SelectField
            label={t('rollover.into')}
            none={named(present + 1)}
            value={year === present ? String(present) : undefined}
            choices={[{ value: String(present), label: t('rollover.late', { year: named(present) }) }]}
            onChange={(chosen) => onYear(chosen === undefined ? undefined : Number(chosen))}
          />
        )}
      </div>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {preview ? (
        <>
          {standing ? (
            <Alert
              type="success"
              showIcon
              title={t('rollover.doneAt', {
                year: named(standing.schoolYear),
                at: instant(standing.appliedAt, language),
                by: standing.appliedBy?.name ?? t('unknown'),
              })}
            />
          ) : (
            <PreviewHead preview={preview} onRoll={() => setRolling(true)} />
          )}
          <PreviewTabs preview={preview} />
        </>
      ) : fetching ? (
        <Loading />
      ) : null}
      <History rollovers={rollovers} again={again} />
      {rolling && preview ? (
        <RollDialog county={county.id} preview={preview} onClose={() => setRolling(false)} again={again} />
      ) : null}
    </Page>
  );
}

function PreviewHead({ preview, onRoll }: { readonly preview: Preview; readonly onRoll: () => void }) {
  const { t, language } = useWords();
  const { pupilsBefore, pupils, leaving, findings, endingPostings, undecided, openRounds } = preview;
  return (
    <>
      <Figures
        figures={[
          { label: t('rollover.pupilsBefore'), value: count(pupilsBefore, language) },
          { label: t('rollover.pupils'), value: count(pupils, language) },
          { label: t('rollover.leaving'), value: count(leaving, language) },
          {
            label: t('rollover.findings'),
            value: count(findings.length, language),
            tone: findings.length > 0 ? 'bad' : undefined,
          },
          { label: t('rollover.returns'), value: count(endingPostings.length, language) },
        ]}
      />
      {undecided > 0 ? (
        <Alert type="warning" showIcon title={t('rollover.undecidedPostings', { count: undecided })} />
      ) : null}
      {openRounds.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('rollover.openRounds', { count: openRounds.length })}
          description={openRounds.map(({ id, name }) => (
            <div key={id}>
              <Link to="/rounds/$roundId" params={{ roundId: id }}>
                {name}
              </Link>
            </div>
          ))}
        />
      ) : null}
      <div className="row no-print">
        <Button type="primary" onClick={onRoll}>
          {t('rollover.do', { year: named(preview.schoolYear) })}
        </Button>
        <span className="quiet small">{t('rollover.doHelp')}</span>
      </div>
    </>
  );
}

interface RollProps {
  readonly county: string;
  readonly preview: Preview;
  readonly onClose: () => void;
  readonly again: () => void;
}

/** What is done is what was previewed, or nothing. */
function RollDialog({ county, preview, onClose, again }: RollProps) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(RollOverDocument);
  const { schoolYear, from, grades, seal } = preview;
  const title = t('rollover.do', { year: named(schoolYear) });
  return (
    <ActDialog
      title={title}
      effect={t('rollover.effect', {
        year: named(schoolYear),
        count: count(grades.length, language),
        day: day(from, language),
      })}
      doIt={t('rollover.doIt')}
      busy={fetching}
      notDone={notDone}
      onDo={async () => {
        if (!(await act({ county, schoolYear, seal }))) return;
        message.success(t('rollover.done', { year: named(schoolYear) }));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    />
  );
}

function History({
  rollovers,
  again,
}: {
  readonly rollovers: readonly Rollover[];
  readonly again: () => void;
}) {
  const { t, language } = useWords();
  const [undoing, setUndoing] = useState<Rollover>();
  return (
    <section className="stack">
      <h2>{t('rollover.history')}</h2>
      {rollovers.length === 0 ? (
        <p className="quiet">{t('rollover.historyEmpty')}</p>
      ) : (
        <DataTable
          caption={t('rollover.history')}
          rows={rollovers}
          rowKey={({ id }) => id}
          columns={[
            { key: 'year', title: t('rollover.into'), cell: ({ schoolYear }) => named(schoolYear) },
            { key: 'grades', title: t('rollover.grades'), end: true, cell: ({ grades }) => grades },
            {
              key: 'at',
              title: t('rollover.at'),
              cell: ({ appliedAt, appliedBy }) => `${instant(appliedAt, language)} ${appliedBy?.name ?? ''}`,
            },
            {
              key: 'undone',
              title: t('rollover.undoneLabel'),
              cell: ({ undoneAt, undoneBy }) =>
                undoneAt ? `${instant(undoneAt, language)} ${undoneBy?.name ?? ''}` : '—',
            },
            {
              key: 'acts',
              title: t('rollover.undo'),
              cell: (rollover) =>
                rollover.undoneAt ? null : (
                  <Button
                    size="small"
                    aria-label={t('rollover.undoOf', { year: named(rollover.schoolYear) })}
                    onClick={() => setUndoing(rollover)}
                  >
                    {t('rollover.undo')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {undoing ? <UndoDialog rollover={undoing} onClose={() => setUndoing(undefined)} again={again} /> : null}
    </section>
  );
}

interface UndoProps {
  readonly rollover: Rollover;
  readonly onClose: () => void;
  readonly again: () => void;
}

/** Takes back wholly what the step wrote; where grades were changed since, it names them. */
function UndoDialog({ rollover, onClose, again }: UndoProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone, answer } = useAct(UndoRolloverDocument);
  const refused = answer?.undoRollover;
  const edited = refused?.__typename === 'RolloverCannotBeUndone' ? refused.edited : [];
  return (
    <ActDialog
      title={t('rollover.undoOf', { year: named(rollover.schoolYear) })}
      effect={t('rollover.undoEffect', { count: rollover.grades })}
      doIt={t('rollover.undo')}
      danger
      fields={[{ key: 'reason', kind: 'long', label: t('rollover.reason'), needed: true, maxLength: 500 }]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason = '' }) => {
        if (!(await act({ id: rollover.id, reason }))) return;
        message.success(t('rollover.undone', { year: named(rollover.schoolYear) }));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    >
      {edited.length > 0 ? (
        <ul className="remedies">
          {edited.map((grade) => (
            <li key={grade}>{grade}</li>
          ))}
        </ul>
      ) : null}
    </ActDialog>
  );
}
