import { Alert, Tabs } from 'antd';
import { PostingsOverviewDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { count, todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Failure } from '../../ui/states.tsx';
import { PostingDrawer } from './posting-drawer.tsx';
import { PostingList } from './posting-list.tsx';
import { TermsTab } from './terms-tab.tsx';
import { filterOf, type OnView, type PostingsView, postingTabs } from './view.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  readonly mayEdit: boolean;
  readonly view: PostingsView;
  readonly onView: OnView;
}

/** Where every posting stands, from the order to the way home; what waits for somebody comes first. */
export function PostingsPage({ county, mayEdit, view, onView }: Props) {
  const { t, language } = useWords();
  const tab = view.tab ?? 'report';
  const today = todayIn(county.timeZone);
  const { data, error, again } = useLiveQuery({
    query: PostingsOverviewDocument,
    variables: { county: county.code, due: filterOf('due', view) },
  });
  const known = data?.county;
  const counts = {
    report: known?.awaited.totalCount,
    serving: known?.serving.totalCount,
    assess: known?.assessmentsWaiting.totalCount,
    due: known?.due.totalCount,
    late: known?.late.totalCount,
    ended: known?.ended.totalCount,
    terms: undefined,
  };
  const shown = postingTabs.filter((key) => key !== 'late' || counts.late || tab === 'late');
  return (
    <Page title={t('postings.title')} lead={t('postings.lead')} actions={<PrintButton />}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {known && known.notArrived.totalCount > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('postings.notArrived', { count: known.notArrived.totalCount })}
          action={
            <button type="button" className="link" onClick={() => onView({ tab: 'report', overdue: true })}>
              {t('postings.showThem')}
            </button>
          }
        />
      ) : null}
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          onView({
            tab: postingTabs.find((one) => one === key),
            sort: undefined,
            overdue: undefined,
            waiting: undefined,
            posting: undefined,
          })
        }
        destroyOnHidden
        items={shown.map((key) => ({
          key,
          label:
            counts[key] === undefined
              ? t(`postings.tab.${key}`)
              : `${t(`postings.tab.${key}`)} ${count(counts[key], language)}`,
          children:
            key === 'terms' ? (
              <TermsTab county={county} today={today} mayEdit={mayEdit} />
            ) : (
              <PostingList
                key={key}
                county={county.code}
                tab={key}
                today={today}
                until={view.until ?? known?.termEndsOn}
                view={view}
                onView={onView}
                onChanged={again}
              />
            ),
        }))}
      />
      <PostingDrawer
        county={county.code}
        today={today}
        postingId={view.posting}
        onClose={() => onView({ posting: undefined })}
        onOpen={(posting) => onView({ posting })}
      />
    </Page>
  );
}
