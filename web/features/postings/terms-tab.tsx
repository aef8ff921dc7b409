import { App, Button } from 'antd';
import { useState } from 'react';
import { PostingTermsDocument, SetPostingTermsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog, type ActField } from '../../ui/act-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/figures.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { settingsOf, shares, type Terms, termsIn } from './terms.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  readonly today: string;
  readonly mayEdit: boolean;
}

/** How long postings last, by what they are judged, and the versions of it. */
export function TermsTab({ county, today, mayEdit }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({
    query: PostingTermsDocument,
    variables: { county: county.code },
  });
  const [entering, setEntering] = useState(false);
  const known = data?.county;
  if (!known) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const terms = termsIn(known.postingTerms);
  return (
    <div className="stack">
      <p className="quiet">{t('postings.about.terms')}</p>
      {terms ? <TermsFacts terms={terms} /> : null}
      {mayEdit && terms ? (
        <div className="row">
          <Button onClick={() => setEntering(true)}>{t('postings.terms.enter')}</Button>
        </div>
      ) : null}
      <h2 className="sub">{t('postings.terms.versions')}</h2>
      {known.postingStandards.length === 0 ? (
        <p className="quiet">{t('postings.terms.usual')}</p>
      ) : (
        <DataTable
          caption={t('postings.terms.versions')}
          rows={known.postingStandards}
          rowKey={({ id }) => id}
          columns={[
            { key: 'version', title: t('postings.terms.version'), cell: ({ version }) => version },
            {
              key: 'from',
              title: t('postings.terms.from'),
              cell: ({ effectiveFrom }) => day(effectiveFrom, language),
            },
            { key: 'by', title: t('postings.terms.by'), cell: ({ createdBy }) => createdBy?.name ?? '—' },
          ]}
        />
      )}
      {entering && terms ? (
        <TermsDialog
          countyId={county.id}
          today={today}
          terms={terms}
          onClose={() => setEntering(false)}
          onDone={again}
        />
      ) : null}
    </div>
  );
}

function TermsFacts({ terms }: { readonly terms: Terms }) {
  const { t } = useWords();
  const months = (count: number) => t('postings.terms.months', { count });
  const { assessment } = terms;
  return (
    <Facts
      facts={[
        { label: t('postings.terms.stayMonths'), value: months(terms.stayMonths) },
        { label: t('postings.terms.cadreMonths'), value: months(terms.cadreMonths) },
        {
          label: t('postings.terms.reportDays'),
          value: t('postings.terms.days', { count: terms.reportDays }),
        },
        { label: t('postings.terms.extensionMonths'), value: months(terms.extensionMonths) },
        { label: t('postings.terms.mostMonths'), value: months(terms.mostMonths) },
        { label: t('postings.terms.promotionMonths'), value: months(terms.promotionMonths) },
        { label: t('postings.terms.partMonth'), value: t(`postings.terms.share.${terms.partMonth}`) },
        {
          label: t('postings.terms.assessment'),
          value: [
            ...(assessment.pupilSatisfaction === null
              ? []
              : [t('postings.terms.pupils', { percent: assessment.pupilSatisfaction })]),
            ...(assessment.topPercent === null
              ? []
              : [t('postings.terms.rank', { percent: assessment.topPercent })]),
            ...(assessment.noSeriousViolation ? [t('postings.terms.violation')] : []),
            ...(assessment.qualityGain ? [t('postings.terms.gain')] : []),
          ].join(t('comma')),
        },
      ]}
    />
  );
}

interface DialogProps {
  readonly countyId: string;
  readonly today: string;
  readonly terms: Terms;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A new version, from a day on; earlier ones stay as they are. */
function TermsDialog({ countyId, today, terms, onClose, onDone }: DialogProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(SetPostingTermsDocument);
  const figure = (key: keyof Terms, initial: number): ActField => ({
    key,
    kind: 'number',
    label: t(`postings.terms.${key}`),
    initial: String(initial),
    min: 0,
    needed: true,
  });
  return (
    <ActDialog
      title={t('postings.terms.enter')}
      effect={t('postings.terms.effect')}
      doIt={t('postings.terms.enter')}
      fields={[
        { key: 'version', label: t('postings.terms.version'), needed: true, maxLength: 60 },
        { key: 'from', kind: 'date', label: t('postings.terms.from'), initial: today, needed: true },
        figure('stayMonths', terms.stayMonths),
        figure('cadreMonths', terms.cadreMonths),
        figure('reportDays', terms.reportDays),
        figure('extensionMonths', terms.extensionMonths),
        figure('mostMonths', terms.mostMonths),
        figure('promotionMonths', terms.promotionMonths),
        {
          key: 'partMonth',
          kind: 'choice',
          label: t('postings.terms.partMonth'),
          initial: terms.partMonth,
          choices: shares.map((value) => ({ value, label: t(`postings.terms.share.${value}`) })),
        },
        {
          key: 'pupilSatisfaction',
          kind: 'number',
          label: t('postings.terms.pupilSatisfaction'),
          initial: terms.assessment.pupilSatisfaction?.toString() ?? '',
          min: 0,
          max: 100,
        },
        {
          key: 'topPercent',
          kind: 'number',
          label: t('postings.terms.topPercent'),
          initial: terms.assessment.topPercent?.toString() ?? '',
          min: 0,
          max: 100,
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ version = '', from = today, ...told }) => {
        const settings = settingsOf(told, terms);
        if (!(await act({ county: countyId, version, from, settings }))) return;
        message.success(t('postings.terms.entered'));
        onClose();
        onDone();
      }}
      onClose={onClose}
    />
  );
}
