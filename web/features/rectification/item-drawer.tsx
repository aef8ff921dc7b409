import { Drawer } from 'antd';
import {
  type RectificationDetailsFragment,
  RectificationItemDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { day, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { AssignForm } from './assign-form.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { Steps } from './steps.tsx';
import { codes } from './view.ts';

interface Props {
  /** Undefined: closed. */
  readonly id: string | undefined;
  /** The item has changed: lists and counts are read again. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One item: what is wrong, what would show it mended, and what can be done now. */
export function ItemDrawer({ id, ...rest }: Props) {
  const { t } = useWords();
  return (
    <Drawer
      open={id !== undefined}
      onClose={rest.onClose}
      title={t('rectification.item')}
      size={640}
      destroyOnHidden
    >
      {id === undefined ? null : <Item key={id} id={id} {...rest} />}
    </Drawer>
  );
}

function Item({ id, onChanged }: Omit<Props, 'id' | 'onClose'> & { readonly id: string }) {
  const { t, say } = useWords();
  const { data, error, again } = useLiveQuery({ query: RectificationItemDocument, variables: { id } });
  const item = data?.node?.__typename === 'RectificationItem' ? data.node : undefined;
  if (!item) {
    if (error) return <Failure error={error} onRetry={again} />;
    return data ? <EmptyState title={t('notFound.title')}>{t('notFound.text')}</EmptyState> : <Loading />;
  }
  const step = { item, onChanged, onReadAgain: again };
  return (
    <div className="stack">
      <p className="strong">{say(item.words)}</p>
      <p>
        <span className="quiet">{t('rectification.proof')}</span> {say(item.proof)}
      </p>
      <ItemFacts item={item} />
      {item.steps.includes('ASSIGN') ? <AssignForm {...step} /> : null}
      <EvidenceList {...step} mayAdd={item.steps.includes('ATTACH')} />
      <Steps {...step} />
    </div>
  );
}

function ItemFacts({ item }: { readonly item: RectificationDetailsFragment }) {
  const { t, language } = useWords();
  const code = codes.find((known) => known === item.code);
  return (
    <Facts
      facts={[
        { label: t('rectification.stateLabel'), value: t(`rectification.state.${item.state}`) },
        { label: t('rectification.severityLabel'), value: t(`rectification.severity.${item.severity}`) },
        { label: t('rectification.codeLabel'), value: code ? t(`rectification.code.${code}`) : item.code },
        {
          label: t('rectification.found'),
          value: t('rectification.foundOn', {
            first: day(item.foundOn, language),
            last: day(item.lastSeenOn, language),
          }),
        },
        ...(item.goneOn ? [{ label: t('rectification.wait.gone'), value: day(item.goneOn, language) }] : []),
        {
          label: t('rectification.owner'),
          value: item.owner ? `${item.owner.name} ${item.ownerOffice ?? ''}` : t('rectification.nobody'),
        },
        {
          label: t('rectification.due'),
          value:
            item.dueOn === null
              ? t('rectification.noDay')
              : item.overdue
                ? t('rectification.overdueOn', { day: day(item.dueOn, language) })
                : day(item.dueOn, language),
        },
        ...(item.submittedAt
          ? [
              {
                label: t('rectification.submitted'),
                value: `${item.submittedBy?.name ?? t('unknown')} ${instant(item.submittedAt, language)}`,
              },
            ]
          : []),
        ...(item.closedAt
          ? [
              {
                label: t('rectification.closed'),
                value: `${item.closedBy?.name ?? t('unknown')} ${instant(item.closedAt, language)}`,
              },
            ]
          : []),
        ...(item.note ? [{ label: t('rectification.lastNote'), value: item.note }] : []),
      ]}
    />
  );
}
