import { Alert, Tabs } from 'antd';
import { InspectionOfCountyDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DayField } from '../../ui/day-field.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { Establishment } from './establishment.tsx';
import { Guarantees } from './guarantees.tsx';
import type { InspectionView } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly view: InspectionView;
  readonly onView: (patch: InspectionView) => void;
}

/** What is laid before the inspectors as of a day: what the government guarantees, posts, and the pack to take away. */
export function InspectionPage({ county, view, onView }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({
    query: InspectionOfCountyDocument,
    variables: { county, on: view.on ?? null, standard: view.standard ?? null },
  });
  const known = data?.county;
  const guarantees = known?.guarantees ?? [];
  const broken = guarantees.filter(({ met }) => met === false);
  const inLanguage = `lang=${language === 'en' ? 'en' : 'zh'}`;
  const pack = known?.inspectionPackPath ? `${known.inspectionPackPath}&${inLanguage}` : undefined;
  return (
    <Page
      title={t('inspection.title')}
      lead={t('inspection.lead')}
      actions={
        <>
          <DayField label={t('inspection.day')} value={view.on} onDay={(on) => onView({ on })} />
          {pack ? (
            <>
              <a
                className="button-link"
                href={pack.replace('.xlsx', '.html')}
                target="_blank"
                rel="noreferrer"
              >
                {t('inspection.printable')}
              </a>
              <DownloadButton path={pack}>{t('inspection.pack')}</DownloadButton>
            </>
          ) : null}
        </>
      }
    >
      {error ? <Failure error={error} onRetry={again} /> : null}
      {known ? (
        <>
          <Alert
            type={broken.length === 0 ? 'success' : 'error'}
            showIcon
            title={
              broken.length === 0
                ? t('inspection.noneBroken')
                : t('inspection.broken', {
                    count: broken.length,
                    names: broken.map(({ title }) => title).join(t('comma')),
                  })
            }
          />
          <Tabs
            activeKey={view.tab ?? 'guarantees'}
            onChange={(key) => onView({ tab: key === 'establishment' ? key : undefined })}
            destroyOnHidden
            items={[
              {
                key: 'guarantees',
                label: `${t('inspection.tab.guarantees')} ${guarantees.length}`,
                children: <Guarantees guarantees={guarantees} />,
              },
              {
                key: 'establishment',
                label: `${t('inspection.tab.establishment')} ${known.establishment?.length ?? 0}`,
                children: (
                  <Establishment
                    rows={known.establishment ?? []}
                    standard={view.standard}
                    onStandard={(standard) => onView({ standard })}
                  />
                ),
              },
            ]}
          />
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}
