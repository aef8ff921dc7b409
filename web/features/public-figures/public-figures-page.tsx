import { Alert, Button } from 'antd';
import {
  FiguresPreviewDocument,
  PublishedFiguresDocument,
  type PublishedFiguresQuery,
  PublishFiguresDocument,
  WithdrawFiguresDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Facts, Figures } from '../../ui/figures.tsx';
import { count, day, instant, schoolYear, todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Differences } from './differences.tsx';
import { PreviewTables } from './preview-tables.tsx';
import type { PublicFiguresView } from './view.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  readonly view: PublicFiguresView;
  readonly onView: (patch: PublicFiguresView) => void;
}

/** What everybody may read: what is published now, what would be published, and what the two tell together. */
export function PublicFiguresPage({ county, view, onView }: Props) {
  const { t, language } = useWords();
  const on = view.on ?? todayIn(county.timeZone);
  const threshold = view.threshold ?? 5;
  const published = useLiveQuery({ query: PublishedFiguresDocument, variables: { code: county.code } });
  const { data, error, again } = useLiveQuery({
    query: FiguresPreviewDocument,
    variables: { county: county.code, threshold, on },
  });
  const publish = useAct(PublishFiguresDocument);
  const preview = data?.county?.figuresPreview;
  const readAgain = () => {
    published.again();
    again();
  };
  const send = async () => {
    if (!preview) return;
    const { version, seal } = preview;
    if (await publish.act({ countyId: county.id, on, version, seal, threshold })) readAgain();
  };
  return (
    <Page title={t('publicFigures.title')} lead={t('publicFigures.lead')}>
      {published.data ? (
        <Published county={county} now={published.data.publicFigures} onChanged={readAgain} />
      ) : null}
      <section className="panel" aria-label={t('publicFigures.next')}>
        <h2>{t('publicFigures.next')}</h2>
        <div className="row-end">
          <DayField label={t('publicFigures.day')} value={on} onDay={(next) => onView({ on: next })} />
          <NumberField
            label={t('publicFigures.threshold')}
            min={3}
            max={20}
            value={threshold}
            onNumber={(next) => onView({ threshold: next })}
          />
          <AskFirst
            title={t('publicFigures.publish')}
            description={<p className="wide">{t('publicFigures.publishText', { day: day(on, language) })}</p>}
            okText={t('publicFigures.confirm')}
            cancelText={t('publicFigures.cancel')}
            onConfirm={send}
          >
            <Button type="primary" loading={publish.fetching} disabled={!preview}>
              {t('publicFigures.publish')}
            </Button>
          </AskFirst>
        </div>
        <p className="quiet small">{t('publicFigures.thresholdText')}</p>
        <NotDone why={publish.notDone} onReadAgain={readAgain} />
      </section>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {preview ? (
        <>
          <Figures
            figures={[
              { label: t('publicFigures.figures'), value: count(preview.figures, language) },
              { label: t('publicFigures.hidden'), value: count(preview.hidden, language) },
              {
                label: t('publicFigures.differences'),
                value: count(preview.differences.length, language),
                tone: preview.differences.length > 0 ? 'bad' : undefined,
              },
            ]}
          />
          <Differences preview={preview} />
          <PreviewTables preview={preview} />
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}

interface PublishedProps {
  readonly county: Props['county'];
  readonly now: PublishedFiguresQuery['publicFigures'];
  readonly onChanged: () => void;
}

function Published({ county, now, onChanged }: PublishedProps) {
  const { t, language } = useWords();
  const withdraw = useAct(WithdrawFiguresDocument);
  const takeBack = async (version: number) => {
    if (await withdraw.act({ countyId: county.id, version })) onChanged();
  };
  if (!now) return <EmptyState title={t('publicFigures.none')}>{t('publicFigures.noneText')}</EmptyState>;
  if (now.withdrawnAt !== null)
    return (
      <Alert
        type="info"
        showIcon
        title={t('publicFigures.withdrawn', {
          version: now.version,
          at: instant(now.withdrawnAt, language),
        })}
      />
    );
  const page = `/public/${encodeURIComponent(county.code)}?lang=${language === 'en' ? 'en' : 'zh'}`;
  return (
    <section className="panel" aria-label={t('publicFigures.now')}>
      <h2>{t('publicFigures.now')}</h2>
      <Facts
        facts={[
          {
            label: t('publicFigures.version'),
            value: t('publicFigures.versionOf', {
              version: now.version,
              at: instant(now.publishedAt, language),
            }),
          },
          {
            label: t('publicFigures.day'),
            value: `${day(now.day, language)} · ${schoolYear(now.schoolYear)}`,
          },
          { label: t('publicFigures.threshold'), value: now.threshold },
          { label: 'SHA-256', value: <code className="hash">{now.sha256}</code> },
        ]}
      />
      <div className="row">
        <a className="button-link" href={page} target="_blank" rel="noreferrer">
          {t('publicFigures.open')}
        </a>
        <AskFirst
          title={t('publicFigures.withdraw')}
          description={<p className="wide">{t('publicFigures.withdrawText')}</p>}
          okText={t('publicFigures.confirm')}
          cancelText={t('publicFigures.cancel')}
          onConfirm={() => takeBack(now.version)}
        >
          <Button danger loading={withdraw.fetching}>
            {t('publicFigures.withdraw')}
          </Button>
        </AskFirst>
      </div>
      <NotDone why={withdraw.notDone} onReadAgain={onChanged} />
    </section>
  );
}
