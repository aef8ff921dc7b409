import { App, Button } from 'antd';
import { useCallback, useEffect, useId, useState } from 'react';
import {
  IssueLettersDocument,
  type LetterKind,
  type Language as PaperLanguage,
  PlanPeopleDocument,
  type PlanPeopleQuery,
} from '../../graphql/generated/graphql.ts';
import { type Connection, usePages } from '../../graphql/use-pages.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { randomKey } from '../../ui/random-key.ts';
import { Failure } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Faults } from './faults.tsx';
import type { PlanToCarryOut } from './order-panel.tsx';
import { PreviewDialog } from './preview-dialog.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  readonly plan: PlanToCarryOut;
  readonly kind: LetterKind;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Whose = 'all' | 'school' | 'person';

/** Whose papers, in which language, dated when; previewed before, and issued once however often it is clicked. */
export function IssueDialog({ county, plan, kind, onClose, onDone }: Props) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone, answer } = useAct(IssueLettersDocument);
  const [key] = useState(randomKey);
  const [attempt, setAttempt] = useState(0);
  const [whose, setWhose] = useState<Whose>('all');
  const [chosen, setChosen] = useState('');
  const [previewing, setPreviewing] = useState(false);
  const { people, failure } = usePeople(plan.id, kind);
  const notice = kind === 'NOTICE';
  const schools = [...new Map(people.flatMap(({ schools: own }) => own.map((one) => [one.id, one])))].map(
    ([, school]) => school,
  );
  const chosenPeople =
    whose === 'school'
      ? people.filter(({ schools: own }) => own.some(({ id }) => id === chosen))
      : people.filter(({ id }) => id === chosen);
  const today = todayIn(county.timeZone);
  const refused = answer?.issueLetters;
  return (
    <ActDialog
      title={t('letters.issue.titleOf', { kind: t(`letters.kind.${kind}`) })}
      effect={t(notice ? 'letters.issue.effectNotice' : 'letters.issue.effect')}
      doIt={t('letters.issue.do')}
      fields={[
        {
          key: 'language',
          kind: 'choice',
          label: t('letters.language'),
          initial: language === 'en' ? 'EN' : 'ZH_CN',
          choices: languages.map((value) => ({ value, label: t(`letters.languages.${value}`) })),
        },
        { key: 'datedOn', kind: 'date', label: t('letters.datedOn'), initial: today, needed: true },
        ...(notice ? [{ key: 'until', kind: 'date' as const, label: t('letters.objectionsUntil') }] : []),
        { key: 'reason', kind: 'text', label: t('letters.reasonEarlier'), maxLength: 500 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async (told) => {
        const done = await act({
          input: {
            planId: plan.id,
            version: plan.version,
            kind,
            language: languages.find((one) => one === told['language']) ?? 'ZH_CN',
            datedOn: told['datedOn'] ?? today,
            key: attempt === 0 ? key : `${key}-${attempt}`,
            ...(whose === 'all' || notice
              ? {}
              : { [kind === 'PLACEMENT' ? 'recruitIds' : 'teacherIds']: chosenPeople.map(({ id }) => id) }),
            ...(told['reason'] ? { reason: told['reason'] } : {}),
            ...(told['until'] ? { objectionsUntil: told['until'] } : {}),
          },
        });
        // What was refused is another act when it is asked for otherwise.
        setAttempt((before) => before + 1);
        if (done?.issueLetters.__typename !== 'LetterIssue') return;
        message.success(t('letters.issue.done', { count: done.issueLetters.letters.totalCount }));
        onClose();
        onDone();
      }}
      onClose={onClose}
      onReadAgain={onDone}
    >
      {failure ? <Failure error={failure.error} onRetry={failure.retry} /> : null}
      {notice ? null : (
        <WhoseFields
          whose={whose}
          chosen={chosen}
          onWhose={(next) => {
            setWhose(next);
            setChosen('');
          }}
          onChosen={setChosen}
          schools={schools}
          people={people}
        />
      )}
      <div className="row">
        <Button onClick={() => setPreviewing(true)}>{t('letters.preview.do')}</Button>
      </div>
      {refused?.__typename === 'TemplateRefused' ? <Faults faults={refused.faults} /> : null}
      {previewing ? (
        <PreviewDialog
          countyId={county.id}
          kind={kind}
          planId={notice || people.length > 0 ? plan.id : undefined}
          personId={notice ? undefined : (chosenPeople[0] ?? people[0])?.id}
          onClose={() => setPreviewing(false)}
        />
      ) : null}
    </ActDialog>
  );
}

const languages: readonly PaperLanguage[] = ['ZH_CN', 'EN'];

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Person extends Named {
  readonly schools: readonly Named[];
}

interface WhoseProps {
  readonly whose: Whose;
  readonly chosen: string;
  readonly onWhose: (whose: Whose) => void;
  readonly onChosen: (id: string) => void;
  readonly schools: readonly Named[];
  readonly people: readonly Person[];
}

const whoses: readonly Whose[] = ['all', 'school', 'person'];

/** Everybody who has none, one school's, or one person's. */
function WhoseFields({ whose, chosen, onWhose, onChosen, schools, people }: WhoseProps) {
  const { t } = useWords();
  const id = useId();
  const choices = whose === 'school' ? schools : people;
  return (
    <>
      <div className="field long-field">
        <label htmlFor={id}>{t('letters.issue.whose')}</label>
        <select
          id={id}
          className="native"
          value={whose}
          onChange={({ target }) => onWhose(whoses.find((one) => one === target.value) ?? 'all')}
        >
          {whoses.map((one) => (
            <option key={one} value={one}>
              {t(`letters.issue.of.${one}`)}
            </option>
          ))}
        </select>
      </div>
      {whose === 'all' ? null : (
        <div className="field long-field">
          <label htmlFor={`${id}-one`}>{t(whose === 'school' ? 'letters.school' : 'letters.teacher')}</label>
          <select
            id={`${id}-one`}
            className="native"
            required
            value={chosen}
            onChange={({ target }) => onChosen(target.value)}
          >
            <option value="">{t('letters.issue.choose')}</option>
            {choices.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}

/** Who gets a paper of a plan: of its moves, and once it is ordered of its postings that stand; of its recruits those it places. */
function usePeople(planId: string, kind: LetterKind) {
  const pick = useCallback((data: PlanPeopleQuery) => peopleIn(data, kind), [kind]);
  const { rows, more, fetching, error, failure } = usePages(PlanPeopleDocument, { id: planId }, pick);
  useEffect(() => {
    if (!fetching && !error) more?.();
  }, [fetching, error, more]);
  return { people: rows, failure };
}

function peopleIn({ node }: PlanPeopleQuery, kind: LetterKind): Connection<Person> | undefined {
  if (node?.__typename !== 'Plan') return undefined;
  const { moves, placements, postings } = node;
  if (kind === 'PLACEMENT')
    return {
      ...placements,
      pageInfo: { hasNextPage: false },
      nodes: placements.nodes
        .filter(({ letterKinds }) => letterKinds.includes(kind))
        .map(({ recruit, to }) => ({ ...recruit, schools: [to.school] })),
    };
  const ordered = postings.nodes
    .filter(({ letterKinds }) => letterKinds.includes(kind))
    .map(({ teacher, hostSchool, from }) => ({
      ...teacher,
      schools: [hostSchool, ...(from ? [from.school] : [])],
    }));
  const moved = moves.nodes
    .filter(({ letterKinds }) => letterKinds.includes(kind))
    .map(({ teacher, from, to }) => ({ ...teacher, schools: [to.school, from.school] }));
  return { ...moves, nodes: [...moved, ...ordered] };
}
