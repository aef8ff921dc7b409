import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { ObjectionDocument, ReasonForObjectorDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { AnswerForm } from './answer-form.tsx';
import type { Objection } from './objection.ts';
import { WhatElse } from './what-else.tsx';

interface Props {
  readonly objectionId: string | undefined;
  readonly mayAnswer: boolean;
  readonly onClose: () => void;
  /** The list is read again. */
  readonly onAnswered: () => void;
  readonly onSolve: (solveId: string, roundId: string) => void;
}

/** One objection: what is objected, what the list says of who objects, what else would change, and the answer. */
export function ObjectionDrawer({ objectionId, mayAnswer, onClose, onAnswered, onSolve }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({
    query: ObjectionDocument,
    variables: { id: objectionId ?? '' },
    pause: objectionId === undefined,
  });
  const objection =
    data?.node?.__typename === 'Objection' && data.node.id === objectionId ? data.node : undefined;
  return (
    <Drawer
      open={objectionId !== undefined}
      onClose={onClose}
      title={t('objections.drawer')}
      size={560}
      mask={false}
      destroyOnHidden
    >
      {objection ? (
        <div className="stack">
          <Told objection={objection} />
          {mayAnswer && objection.plan ? (
            <WhatElse key={objection.id} objection={objection} again={again} onSolve={onSolve} />
          ) : null}
          {objection.mayAnswer ? (
            <AnswerForm
              key={`answer ${objection.id}`}
              objection={objection}
              again={() => {
                again();
                onAnswered();
              }}
            />
          ) : null}
        </div>
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : (
        <Loading />
      )}
    </Drawer>
  );
}

function Told({ objection }: { readonly objection: Objection }) {
  const { t, language } = useWords();
  const { state, text, teacher, school, plan, createdAt, answer, answeredAt, answeredBy, solve } = objection;
  return (
    <>
      <p>
        <span className="badge" data-objection={state}>
          {t(`objections.state.${state}`)}
        </span>
      </p>
      <Facts
        facts={[
          {
            label: t('objections.who'),
            value: teacher
              ? `${teacher.name} (${teacher.staffNumber}) · ${teacher.serving.school.name} ${t(`stage.${teacher.serving.stage}`)}`
              : (school?.name ?? t('objections.unnamed')),
          },
          {
            label: t('objections.list'),
            value: plan ? (
              <Link to="/plans/$planId" params={{ planId: plan.id }}>
                {plan.name}
              </Link>
            ) : (
              '—'
            ),
          },
          { label: t('objections.made'), value: instant(createdAt, language) },
        ]}
      />
      <section className="stack">
        <h2 className="sub">{t('objections.text')}</h2>
        <p className="reason">{text}</p>
      </section>
      {teacher && plan ? <Reason teacher={teacher.id} plan={plan.id} /> : null}
      {answer ? (
        <section className="stack">
          <h2 className="sub">{t('objections.answer')}</h2>
          <p className="reason">{answer}</p>
          <p className="quiet small">
            {[answeredBy?.name, answeredAt ? instant(answeredAt, language) : undefined]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </section>
      ) : null}
      {solve ? (
        <p>
          {t('objections.branched')}{' '}
          {solve.plan ? (
            <Link to="/plans/$planId" params={{ planId: solve.plan.id }}>
              {solve.plan.name}
            </Link>
          ) : (
            <Link to="/rounds/$roundId" params={{ roundId: objection.round.id }} search={{ solve: solve.id }}>
              {t(`solve.state.${solve.state}`)}
            </Link>
          )}
        </p>
      ) : null}
    </>
  );
}

/** What the list says of who objects, with the sheet they have read. */
function Reason({ teacher, plan }: { readonly teacher: string; readonly plan: string }) {
  const { t, say } = useWords();
  const { data } = useLiveQuery({ query: ReasonForObjectorDocument, variables: { teacher, plan } });
  const found = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  const [reason] = found?.reasons.nodes ?? [];
  const sheet = found?.reasonSheets.find((one) => one.plan.id === plan);
  if (!reason) return null;
  return (
    <section className="stack">
      <h2 className="sub">{t('objections.reason')}</h2>
      <p>
        <span className="badge" data-outcome={reason.outcome}>
          {t(`plan.outcome.${reason.outcome}`)}
        </span>
      </p>
      <p className="reason">{say(reason.words)}</p>
      {sheet ? (
        <p>
          <a href={sheet.path} target="_blank" rel="noreferrer">
            {t('objections.sheet')}
          </a>
        </p>
      ) : null}
    </section>
  );
}
