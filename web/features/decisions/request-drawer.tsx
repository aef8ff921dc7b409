import { Alert, App, Button, Drawer } from 'antd';
import { useState } from 'react';
import {
  type Backbone,
  DecideRequestDocument,
  GapNowDocument,
  type RequestAnswer,
  type RequestRowFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog, type ActField } from '../../ui/act-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/figures.tsx';
import { day, fte, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly county: string;
  readonly request: RequestRowFragment | undefined;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** One request with its evidence, then and now, and the answers HR may give. */
export function RequestDrawer({ county, request, onClose, onChanged }: Props) {
  const { t } = useWords();
  return (
    <Drawer
      open={request !== undefined}
      onClose={onClose}
      title={request ? t('decisions.drawer', { number: request.number }) : t('loading')}
      size={560}
      mask={false}
      destroyOnHidden
    >
      {request ? <Details key={request.id} county={county} request={request} onChanged={onChanged} /> : null}
    </Drawer>
  );
}

interface DetailsProps {
  readonly county: string;
  readonly request: RequestRowFragment;
  readonly onChanged: () => void;
}

function Details({ county, request, onChanged }: DetailsProps) {
  const { t, say, language } = useWords();
  const [answering, setAnswering] = useState<RequestAnswer>();
  const { section, subject, count, level, priority, reason, state, decision, answers, warnings } = request;
  const levelName = (one: Backbone) => (one === 'NONE' ? t('decisions.anyLevel') : t(`backbone.${one}`));
  const otherwise = [
    ...(request.approvedCount ? [t('decisions.people', { count: request.approvedCount })] : []),
    ...(request.approvedLevel ? [levelName(request.approvedLevel)] : []),
    ...(request.approvedPriority ? [t('decisions.priorityOf', { priority: request.approvedPriority })] : []),
  ].join(t('comma'));
  return (
    <div className="stack">
      {answers.length > 0 ? (
        <div className="row">
          {answers.map((answer) => (
            <Button
              key={answer}
              type={answer === 'APPROVE' ? 'primary' : 'default'}
              onClick={() => setAnswering(answer)}
            >
              {t(`decisions.answer.${answer}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {warnings.map((words) => (
        <Alert key={words.en} type="warning" showIcon title={say(words)} />
      ))}
      <Facts
        facts={[
          {
            label: t('decisions.section'),
            value: `${section.school.name} ${t(`stage.${section.stage}`)}`,
          },
          { label: t('decisions.subject'), value: say(subject.words) },
          { label: t('decisions.asked'), value: t('decisions.people', { count }) },
          { label: t('decisions.level'), value: levelName(level) },
          { label: t('decisions.priority'), value: priority },
          { label: t('decisions.reason'), value: reason ?? '—' },
          { label: t('decisions.stateLabel'), value: t(`decisions.state.${state}`) },
          ...(otherwise ? [{ label: t('decisions.otherwise'), value: otherwise }] : []),
          ...(request.decidedAt
            ? [
                {
                  label: t('decisions.answered'),
                  value: `${request.decidedBy?.name ?? t('unknown')} ${instant(request.decidedAt, language)}`,
                },
              ]
            : []),
          ...(decision ? [{ label: t('decisions.decision'), value: decision }] : []),
        ]}
      />
      <Evidence county={county} request={request} />
      {answering ? (
        <AnswerDialog
          key={answering}
          request={request}
          answer={answering}
          onClose={() => setAnswering(undefined)}
          onChanged={onChanged}
        />
      ) : null}
    </div>
  );
}

/** What demand showed when it was asked, beside what it shows today. */
function Evidence({ county, request }: Omit<DetailsProps, 'onChanged'>) {
  const { t, language } = useWords();
  const { evidence, section, subject } = request;
  const { data, fetching } = useLiveQuery({
    query: GapNowDocument,
    variables: { county, school: section.school.id, stage: section.stage, subject: subject.code },
  });
  const [now] = data?.county?.gaps.nodes ?? [];
  const figure = (amount: number | undefined) => (amount === undefined ? '—' : fte(amount, language));
  const rows = (['need', 'supply', 'gap', 'openings'] as const).map((key) => ({
    key,
    asked: evidence?.[key],
    now: now?.[key],
  }));
  return (
    <section className="stack">
      <h2 className="sub">{t('decisions.evidence')}</h2>
      <DataTable
        caption={t('decisions.evidence')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', title: t('decisions.what'), cell: ({ key }) => t(`decisions.figure.${key}`) },
          {
            key: 'asked',
            title: evidence
              ? t('decisions.whenAsked', { day: day(evidence.on, language) })
              : t('decisions.whenAskedNone'),
            end: true,
            cell: ({ asked }) => figure(asked),
          },
          {
            key: 'now',
            title: t('decisions.now'),
            end: true,
            cell: ({ now: amount }) => (fetching && !data ? '…' : figure(amount)),
          },
        ]}
      />
      {now?.critical ? <p className="bad">{t('decisions.critical')}</p> : null}
      {evidence && evidence.doubles.length > 0 ? (
        <p>{t('decisions.doubles', { numbers: evidence.doubles.join(t('comma')) })}</p>
      ) : null}
    </section>
  );
}

interface AnswerProps {
  readonly request: RequestRowFragment;
  readonly answer: RequestAnswer;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const levels: readonly Backbone[] = ['NONE', 'SCHOOL', 'COUNTY', 'CITY', 'PROVINCE'];

/** Approve as asked or otherwise, refuse, or take the answer back: with its effect on openings in a sentence. */
function AnswerDialog({ request, answer, onClose, onChanged }: AnswerProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(DecideRequestDocument);
  const approving = answer === 'APPROVE';
  const { id, version, number, count, level, priority } = request;
  const fields: readonly ActField[] = [
    ...(approving
      ? [
          {
            key: 'count',
            kind: 'number' as const,
            label: t('decisions.approveCount'),
            initial: String(count),
            min: 1,
            needed: true,
          },
          {
            key: 'level',
            kind: 'choice' as const,
            label: t('decisions.level'),
            initial: level,
            choices: levels.map((value) => ({
              value,
              label: value === 'NONE' ? t('decisions.anyLevel') : t(`backbone.${value}`),
            })),
          },
          {
            key: 'priority',
            kind: 'number' as const,
            label: t('decisions.priority'),
            initial: String(priority),
            min: 1,
            max: 5,
            needed: true,
          },
        ]
      : []),
    {
      key: 'reason',
      kind: 'long',
      label: t(approving ? 'decisions.reasonChanged' : 'decisions.reasonWanted'),
      needed: !approving,
      maxLength: 500,
    },
  ];
  return (
    <ActDialog
      title={`${t(`decisions.answer.${answer}`)} ${number}`}
      effect={t(`decisions.effect.${answer}`)}
      doIt={t(`decisions.answer.${answer}`)}
      danger={answer === 'REFUSE'}
      fields={fields}
      busy={fetching}
      notDone={notDone}
      onDo={async (told) => {
        const done = await act({
          id,
          version,
          answer,
          ...(approving
            ? {
                count: Number(told['count']),
                level: levels.find((one) => one === told['level']) ?? level,
                priority: Number(told['priority']),
              }
            : {}),
          reason: told['reason'] || null,
        });
        if (!done) return;
        message.success(t('decisions.done'));
        onClose();
        onChanged();
      }}
      onClose={onClose}
      onReadAgain={onChanged}
    />
  );
}
