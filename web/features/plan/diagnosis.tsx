import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { useWords } from '../../ui/language.ts';
import { FixButtons } from './fix-buttons.tsx';
import type { Pins as RoundPins } from './pins.ts';
import { SectionName } from './section-name.tsx';

type Found = NonNullable<PlanHeadFragment['diagnosis']>;

interface Props {
  readonly diagnosis: Found;
  readonly titleOf: (rule: string) => string;
  readonly roundId: string;
  /** What is fixed by hand in the round now, to be released. */
  readonly pins: RoundPins;
  readonly onSolve: (solveId: string) => void;
}

/** Why no plan exists: the rules that clash, the pins among them, and the least that could be given up instead. */
export function Diagnosis({ diagnosis, titleOf, roundId, pins, onSolve }: Props) {
  const { t } = useWords();
  const { clash, extent, further, relaxations } = diagnosis;
  return (
    <>
      <section className="panel">
        <h2>{t('plan.clash')}</h2>
        <p>{t(extent ? `plan.extent.${extent}` : 'plan.clashText')}</p>
        <Rules rules={clash} titleOf={titleOf} pins={pins} />
        {further.map((other) => (
          <section className="stack" key={other.rules.map(({ rule }) => rule).join(' ')}>
            <h3>{t('plan.furtherClash')}</h3>
            <p>{t(`plan.extent.${other.extent}`)}</p>
            <Rules rules={other.rules} titleOf={titleOf} pins={pins} />
          </section>
        ))}
        <p className="quiet">{t(further.length > 0 ? 'plan.loosenEach' : 'plan.loosen')}</p>
      </section>
      {relaxations.length > 0 ? (
        <section className="panel">
          <h2>{t('plan.relaxations')}</h2>
          <p>{t('plan.relaxationsText')}</p>
          <ol className="clash">
            {relaxations.map((relaxation) => (
              <RelaxationItem
                key={relaxation.words.en}
                relaxation={relaxation}
                fix={
                  pins.may ? <FixButtons relaxation={relaxation} roundId={roundId} onSolve={onSolve} /> : null
                }
              />
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
}

function Rules({
  rules,
  titleOf,
  pins: released,
}: { readonly rules: Found['clash'] } & Pick<Props, 'titleOf' | 'pins'>) {
  const { t, say } = useWords();
  return (
    <ol className="clash">
      {rules.map(({ rule, level, clause, words, keptHome, pins }) => (
        <li key={`${rule} ${words.en}`}>
          <strong>{titleOf(rule)}</strong> <span className="badge">{t(`plan.ruleLevel.${level}`)}</span>
          <p>
            {say(words)} {keptHome ? say(keptHome) : null}
          </p>
          {clause ? <p className="quiet small">{t('plan.clause', { clause })}</p> : null}
          {pins.length > 0 ? <Pins pins={pins} round={released} /> : null}
        </li>
      ))}
    </ol>
  );
}

/** The pins that clash: what an officer can release. */
function Pins({ pins, round }: { readonly pins: Found['clash'][number]['pins']; readonly round: RoundPins }) {
  const { t, say } = useWords();
  const standing = ({ kind, teacher, section }: (typeof pins)[number]) =>
    round.of(teacher?.id ?? '').find((one) => one.kind === kind && one.section?.id === section?.id);
  const releasable = pins.flatMap((pin) => standing(pin)?.id ?? []);
  return (
    <details>
      <summary>{t('plan.clashingPins', { count: pins.length })}</summary>
      {round.may && releasable.length > 1 ? (
        <AskFirst
          title={t('plan.releaseAllText', { count: releasable.length })}
          okText={t('plan.releaseAllDo')}
          cancelText={t('cancel')}
          onConfirm={() => round.release(releasable)}
        >
          <Button size="small" disabled={round.busy}>
            {t('plan.releaseAll', { count: releasable.length })}
          </Button>
        </AskFirst>
      ) : null}
      <ul>
        {pins.map((pin) => {
          const { kind, staffNumber, teacher, section, subject } = pin;
          const pinned = standing(pin);
          return (
            <li key={`${kind} ${staffNumber} ${section?.id}`}>
              {teacher?.name} <span className="quiet small">{staffNumber}</span>{' '}
              <span className="badge">{t(`plan.pinned.${kind}`)}</span>{' '}
              {section ? <SectionName section={section} /> : null} {subject ? say(subject.words) : null}{' '}
              {round.may && pinned && teacher ? (
                <Button
                  size="small"
                  disabled={round.busy}
                  aria-label={t('round.unpinOf', { name: teacher.name })}
                  onClick={() => round.release([pinned.id])}
                >
                  {t('round.unpin')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function RelaxationItem({
  relaxation,
  fix,
}: {
  readonly relaxation: Found['relaxations'][number];
  readonly fix: ReactNode;
}) {
  const { t, say } = useWords();
  const { words, waives } = relaxation;
  return (
    <li>
      <p>
        {say(words)} {fix}
      </p>
      {waives.length > 1 ? (
        <details>
          <summary>{t('plan.waives', { count: waives.length })}</summary>
          <ul>
            {waives.map((waived) => (
              <li key={waived.words.en}>{say(waived.words)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}
