import { Button } from 'antd';
import type { PinInput, PinKind, SectionNameFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import type { Pin, Pins } from './pins.ts';

interface Props {
  readonly teacher: { readonly id: string; readonly name: string };
  /** Where the plan sends the teacher; undefined: nowhere, so only staying can be fixed. */
  readonly to?: SectionNameFragment | undefined;
  readonly subject?: string | undefined;
  readonly pins: Pins;
}

/** One click on what is fixed releases it; beside it stands what may be fixed besides or instead. */
export function PinMenu({ teacher, to, subject, pins }: Props) {
  const fixed = pins.of(teacher.id);
  const isFixed = (wanted: PinKind, sectionId?: string) =>
    fixed.some(({ kind, section }) => kind === wanted && section?.id === sectionId);
  return (
    <span className="pin-buttons">
      {fixed.map((pin) => (
        <Release key={pin.id} pin={pin} name={teacher.name} pins={pins} />
      ))}
      {to && !isFixed('MOVE', to.id) ? (
        <Fix
          kind="MOVE"
          teacher={teacher}
          school={to.school.name}
          pins={pins}
          more={{ sectionId: to.id, ...(subject ? { subject } : {}) }}
        />
      ) : null}
      {to && !isFixed('FORBID', to.id) ? (
        <Fix
          kind="FORBID"
          teacher={teacher}
          school={to.school.name}
          pins={pins}
          more={{ sectionId: to.id }}
        />
      ) : null}
      {isFixed('STAY') ? null : <Fix kind="STAY" teacher={teacher} school="" pins={pins} />}
    </span>
  );
}

interface ReleaseProps {
  readonly pin: Pin;
  readonly name: string;
  readonly pins: Pins;
}

function Release({ pin: { id, kind, section }, name, pins }: ReleaseProps) {
  const { t } = useWords();
  return (
    <Button
      size="small"
      disabled={pins.busy}
      aria-label={`${t(`plan.pinned.${kind}`)} ${section?.school.name ?? ''} · ${t('round.unpinOf', { name })}`}
      onClick={() => pins.release([id])}
    >
      {t(`plan.pinned.${kind}`)} ✕
    </Button>
  );
}

interface FixProps {
  readonly kind: PinKind;
  readonly teacher: { readonly id: string; readonly name: string };
  readonly school: string;
  readonly pins: Pins;
  /** Of the pin, beside whom it is about. */
  readonly more?: Pick<PinInput, 'sectionId' | 'subject'>;
}

const words = { MOVE: 'move', FORBID: 'forbid', STAY: 'stay' } as const;

function Fix({ kind, teacher: { id: teacherId, name }, school, pins, more }: FixProps) {
  const { t } = useWords();
  const title = t(`plan.pin.${words[kind]}Of`, { name, school });
  return (
    <Button
      size="small"
      type="text"
      disabled={pins.busy}
      aria-label={title}
      title={title}
      onClick={() => pins.fix({ kind, teacherId, ...more })}
    >
      {t(`plan.pin.${words[kind]}`)}
    </Button>
  );
}
