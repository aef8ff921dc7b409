import { Button } from 'antd';
import type { SectionNameFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import type { Pins } from './pins.ts';

interface Props {
  readonly teacher: { readonly id: string; readonly name: string };
  /** Where the plan sends the teacher; undefined: nowhere, so only staying can be fixed. */
  readonly to?: SectionNameFragment | undefined;
  readonly subject?: string | undefined;
  readonly pins: Pins;
}

/** One click fixes, forbids or keeps; one click on what is fixed releases it. */
export function PinMenu({ teacher, to, subject, pins }: Props) {
  const { t } = useWords();
  const fixed = pins.of(teacher.id);
  if (fixed.length > 0)
    return (
      <span className="pin-buttons">
        {fixed.map(({ id, kind, section }) => (
          <Button
            key={id}
            size="small"
            disabled={pins.busy}
            aria-label={`${t(`plan.pinned.${kind}`)} ${section?.school.name ?? ''} · ${t('round.unpinOf', { name: teacher.name })}`}
            onClick={() => pins.release(id)}
          >
            {t(`plan.pinned.${kind}`)} ✕
          </Button>
        ))}
      </span>
    );
  const name = teacher.name;
  const school = to?.school.name ?? '';
  return (
    <span className="pin-buttons">
      {to ? (
        <>
          <Button
            size="small"
            type="text"
            disabled={pins.busy}
            aria-label={t('plan.pin.moveOf', { name, school })}
            title={t('plan.pin.moveOf', { name, school })}
            onClick={() =>
              pins.fix({
                kind: 'MOVE',
                teacherId: teacher.id,
                sectionId: to.id,
                ...(subject ? { subject } : {}),
              })
            }
          >
            {t('plan.pin.move')}
          </Button>
          <Button
            size="small"
            type="text"
            disabled={pins.busy}
            aria-label={t('plan.pin.forbidOf', { name, school })}
            title={t('plan.pin.forbidOf', { name, school })}
            onClick={() => pins.fix({ kind: 'FORBID', teacherId: teacher.id, sectionId: to.id })}
          >
            {t('plan.pin.forbid')}
          </Button>
        </>
      ) : null}
      <Button
        size="small"
        type="text"
        disabled={pins.busy}
        aria-label={t('plan.pin.stayOf', { name })}
        title={t('plan.pin.stayOf', { name })}
        onClick={() => pins.fix({ kind: 'STAY', teacherId: teacher.id })}
      >
        {t('plan.pin.stay')}
      </Button>
    </span>
  );
}
