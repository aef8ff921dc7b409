import { Button } from 'antd';
import { useWords } from '../../ui/language.ts';
import type { Option } from '../../ui/options.tsx';
import type { Pins } from './pins.ts';

interface Props {
  readonly option: Option;
  readonly pins: Pins;
}

/** What an officer does next with an option: fix it, so that the next solve makes it. */
export function OptionPin({ option, pins }: Props) {
  const { t } = useWords();
  const { kind, chosen, goals, teacher, section, subject } = option;
  if (!pins.may || kind !== 'GOES' || chosen || !goals || !teacher || !section) return null;
  const name = t('plan.pin.moveOf', { name: teacher.name, school: section.school.name });
  return (
    <Button
      size="small"
      type="text"
      disabled={pins.busy}
      aria-label={name}
      title={name}
      onClick={() =>
        pins.fix({
          kind: 'MOVE',
          teacherId: teacher.id,
          sectionId: section.id,
          ...(subject && { subject: subject.code }),
        })
      }
    >
      {t('plan.pin.move')}
    </Button>
  );
}
