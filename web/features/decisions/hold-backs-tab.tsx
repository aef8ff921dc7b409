import { App, Button } from 'antd';
import { useState } from 'react';
import {
  DecideHoldBackDocument,
  HoldBacksDocument,
  type HoldBacksQuery,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { dayOfInstant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';

type Round = NonNullable<HoldBacksQuery['county']>['rounds']['nodes'][number];
type HoldBack = Round['holdBacks']['nodes'][number];

/** Teachers whom schools ask to keep, by round; those that wait first. */
export function HoldBacksTab({ county }: { readonly county: string }) {
  const { t, language } = useWords();
  const [asked, setAsked] = useState<{ readonly held: HoldBack; readonly approve: boolean }>();
  const { data, error, fetching, again } = useLiveQuery({ query: HoldBacksDocument, variables: { county } });
  const rounds = (data?.county?.rounds.nodes ?? []).filter(({ holdBacks }) => holdBacks.totalCount > 0);
  const columns: readonly Column<HoldBack>[] = [
    {
      key: 'teacher',
      title: t('decisions.teacher'),
      cell: ({ teacher }) => (
        <span className="nowrap">
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </span>
      ),
    },
    {
      key: 'section',
      title: t('decisions.section'),
      cell: ({ section }) => `${section.school.name} ${t(`stage.${section.stage}`)}`,
    },
    { key: 'reason', title: t('decisions.reason'), cell: ({ reason }) => reason ?? '—' },
    {
      key: 'created',
      title: t('decisions.created'),
      cell: ({ createdAt }) => dayOfInstant(createdAt, language),
    },
    { key: 'state', title: t('decisions.stateLabel'), cell: ({ state }) => t(`decisions.state.${state}`) },
    {
      key: 'decision',
      title: t('decisions.decision'),
      cell: ({ decision, decidedBy }) => [decidedBy?.name, decision].filter(Boolean).join(' · ') || '—',
    },
    {
      key: 'acts',
      title: t('decisions.acts'),
      cell: (held) => (
        <span className="pin-buttons no-print">
          {(['APPROVE', 'REFUSE'] as const)
            .filter((answer) => held.answers.includes(answer))
            .map((answer) => (
              <Button
                key={answer}
                size="small"
                aria-label={t('decisions.actOf', {
                  act: t(`decisions.answer.${answer}`),
                  name: held.teacher.name,
                })}
                onClick={() => setAsked({ held, approve: answer === 'APPROVE' })}
              >
                {t(`decisions.answer.${answer}`)}
              </Button>
            ))}
        </span>
      ),
    },
  ];
  if (error) return <Failure error={error} onRetry={again} />;
  if (rounds.length === 0)
    return fetching && !data ? (
      <Loading />
    ) : (
      <EmptyState title={t('decisions.holdBacksEmpty')}>{t('decisions.holdBacksEmptyText')}</EmptyState>
    );
  return (
    <div className="stack">
      {rounds.map(({ id, name, holdBacks }) => (
        <section key={id} className="stack">
          <h2 className="sub">{name}</h2>
          <DataTable
            caption={t('decisions.holdBacksOf', { round: name })}
            columns={columns}
            rows={holdBacks.nodes.toSorted((a, b) => waiting(b) - waiting(a))}
            rowKey={({ id: held }) => held}
          />
        </section>
      ))}
      {asked ? (
        <HoldBackDialog
          key={`${asked.held.id} ${asked.approve}`}
          {...asked}
          onClose={() => setAsked(undefined)}
          again={again}
        />
      ) : null}
    </div>
  );
}

const waiting = ({ state }: HoldBack) => Number(state === 'SUBMITTED');

interface DialogProps {
  readonly held: HoldBack;
  readonly approve: boolean;
  readonly onClose: () => void;
  readonly again: () => void;
}

function HoldBackDialog({ held, approve, onClose, again }: DialogProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(DecideHoldBackDocument);
  const { id, version, teacher, section } = held;
  const answer = approve ? 'APPROVE' : 'REFUSE';
  return (
    <ActDialog
      title={t('decisions.actOf', { act: t(`decisions.answer.${answer}`), name: teacher.name })}
      effect={t(approve ? 'decisions.keepEffect' : 'decisions.letGoEffect', {
        name: teacher.name,
        school: section.school.name,
      })}
      doIt={t(`decisions.answer.${answer}`)}
      danger={!approve}
      fields={[
        {
          key: 'reason',
          kind: 'long',
          label: t(approve ? 'decisions.remark' : 'decisions.reasonWanted'),
          needed: !approve,
          maxLength: 500,
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason }) => {
        if (!(await act({ id, version, approve, reason: reason || null }))) return;
        message.success(t('decisions.done'));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    />
  );
}
