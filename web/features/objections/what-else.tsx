import { Button } from 'antd';
import { useState } from 'react';
import {
  BranchForObjectionDocument,
  ObjectionOptionsDocument,
  PeopleOfSchoolDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuestion } from '../../graphql/use-question.ts';
import { Answer } from '../../ui/answer.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { type Option, Options, usePlaceName } from '../../ui/options.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Failure } from '../../ui/states.tsx';
import { useActs } from '../../ui/use-act.ts';
import type { Objection } from './objection.ts';

interface Props {
  readonly objection: Objection;
  readonly again: () => void;
  readonly onSolve: (solveId: string, roundId: string) => void;
}

/** What would change if it were followed: every place and staying, each solved; from any of them a plan can be branched. */
export function WhatElse({ objection, again, onSolve }: Props) {
  const { t } = useWords();
  const placeOf = usePlaceName();
  const question = useQuestion(ObjectionOptionsDocument);
  const { solved, fetching, notDone } = useActs();
  const [who, setWho] = useState<string>();
  const about = objection.teacher?.id ?? who;
  const branch = async ({ kind, section, subject }: Option) => {
    if (about === undefined) return;
    const started = await solved(BranchForObjectionDocument, {
      objection: objection.id,
      version: objection.version,
      wanted:
        kind === 'GOES' && section
          ? { kind: 'MOVE', teacherId: about, sectionId: section.id, subject: subject?.code ?? null }
          : { kind: 'STAY', teacherId: about },
      closest: true,
    });
    if (started !== undefined) onSolve(started, objection.round.id);
  };
  return (
    <section className="stack">
      <h2 className="sub">{t('objections.whatElse')}</h2>
      <p className="quiet small">{t('objections.whatElseText')}</p>
      <NotDone why={notDone} onReadAgain={again} />
      {objection.school && objection.plan ? (
        <People plan={objection.plan.id} school={objection.school.id} who={who} onWho={setWho} />
      ) : null}
      <div>
        <Button
          disabled={question.fetching || about === undefined}
          onClick={() => question.ask({ objection: objection.id, teacher: about ?? null })}
        >
          {t('objections.askWhatElse')}
        </Button>
      </div>
      <Answer question={question}>
        {(found) => (
          <Options
            found={found}
            name={placeOf}
            action={(option) =>
              option.chosen || !option.goals ? null : (
                <Button
                  size="small"
                  loading={fetching}
                  aria-label={t('objections.branchOf', { place: placeOf(option) })}
                  onClick={() => void branch(option)}
                >
                  {t('objections.branch')}
                </Button>
              )
            }
          />
        )}
      </Answer>
    </section>
  );
}

interface PeopleProps {
  readonly plan: string;
  readonly school: string;
  readonly who: string | undefined;
  readonly onWho: (teacher: string | undefined) => void;
}

/** A school objects about somebody who leaves it or comes to it. */
function People({ plan, school, who, onWho }: PeopleProps) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({ query: PeopleOfSchoolDocument, variables: { plan, school } });
  const found = data?.node?.__typename === 'Plan' ? data.node : undefined;
  const choices = [
    ...(found?.leave.nodes ?? []).map(({ teacher }) => ({
      value: teacher.id,
      label: t('objections.leaves', { name: teacher.name }),
    })),
    ...(found?.come.nodes ?? []).map(({ teacher }) => ({
      value: teacher.id,
      label: t('objections.comes', { name: teacher.name }),
    })),
  ];
  if (error) return <Failure error={error} onRetry={again} />;
  return (
    <SelectField
      label={t('objections.aboutWhom')}
      none={t('objections.chooseWhom')}
      choices={choices}
      value={who}
      onChange={onWho}
    />
  );
}
