import { Button } from 'antd';
import { useState } from 'react';
import {
  type CorrectionState,
  CorrectionsDocument,
  type CorrectionsQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { dayOfInstant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { AnswerCorrection } from './answer-correction.tsx';
import { useOnFile } from './on-file.ts';
import { type CorrectionsView, correctionStates } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly view: CorrectionsView;
  readonly onView: (patch: CorrectionsView) => void;
}

export type Correction = NonNullable<CorrectionsQuery['county']>['corrections']['nodes'][number];

/** What teachers ask to have corrected: what is on file beside what should be, and why. */
export function CorrectionsPage({ county, view, onView }: Props) {
  const { t, language } = useWords();
  const { onFile, wanted } = useOnFile();
  const [answering, setAnswering] = useState<{
    readonly correction: Correction;
    readonly accepted: boolean;
  }>();
  const state = view.state ?? 'SUBMITTED';
  const { rows, total, fetching, error, more, again, failure } = usePages(
    CorrectionsDocument,
    { county, first: 100, ...(state === 'ALL' ? {} : { filter: { states: [state] } }) },
    correctionsIn,
  );
  const columns: readonly Column<Correction>[] = [
    {
      key: 'teacher',
      title: t('corrections.teacher'),
      cell: ({ teacher }) => (
        <>
          <span className="nowrap">
            {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
          </span>
          <div className="quiet small">{teacher.serving.school.name}</div>
        </>
      ),
    },
    { key: 'field', title: t('corrections.field'), cell: ({ field }) => t(`corrections.fields.${field}`) },
    { key: 'onFile', title: t('corrections.onFile'), cell: (correction) => onFile(correction) },
    { key: 'wanted', title: t('corrections.wanted'), cell: (correction) => wanted(correction) },
    { key: 'reason', title: t('corrections.reason'), cell: ({ reason }) => reason },
    {
      key: 'created',
      title: t('corrections.created'),
      cell: ({ createdAt }) => dayOfInstant(createdAt, language),
    },
    {
      key: 'state',
      title: t('corrections.stateLabel'),
      cell: ({ state: now, answer, answeredBy }) => (
        <>
          {t(`corrections.state.${now}`)}
          {answer || answeredBy ? (
            <div className="quiet small">{[answeredBy?.name, answer].filter(Boolean).join(' · ')}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'acts',
      title: t('corrections.acts'),
      cell: (correction) =>
        correction.mayAnswer ? (
          <span className="pin-buttons no-print">
            {[true, false].map((accepted) => (
              <Button
                key={String(accepted)}
                size="small"
                aria-label={t('corrections.actOf', {
                  act: t(accepted ? 'corrections.accept' : 'corrections.refuse'),
                  name: correction.teacher.name,
                  field: t(`corrections.fields.${correction.field}`),
                })}
                onClick={() => setAnswering({ correction, accepted })}
              >
                {t(accepted ? 'corrections.accept' : 'corrections.refuse')}
              </Button>
            ))}
          </span>
        ) : null,
    },
  ];
  return (
    <Page title={t('corrections.title')} lead={t('corrections.lead')}>
      <div className="row-end no-print">
        <SelectField<CorrectionState | 'ALL'>
          label={t('corrections.stateLabel')}
          none={t('corrections.state.SUBMITTED')}
          value={view.state}
          choices={[
            ...correctionStates
              .filter((one) => one !== 'SUBMITTED')
              .map((value) => ({ value, label: t(`corrections.state.${value}`) })),
            { value: 'ALL' as const, label: t('all') },
          ]}
          onChange={(chosen) => onView({ state: chosen })}
        />
      </div>
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <DataTable caption={t('corrections.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState title={t('corrections.empty')}>{t('corrections.emptyText')}</EmptyState>
      )}
      {answering ? (
        <AnswerCorrection
          key={`${answering.correction.id} ${answering.accepted}`}
          {...answering}
          onClose={() => setAnswering(undefined)}
          again={again}
        />
      ) : null}
    </Page>
  );
}

const correctionsIn = ({ county }: CorrectionsQuery) => county?.corrections;
