import { Button } from 'antd';
import { useWords } from '../../ui/language.ts';
import { useHand } from './hand.ts';

interface Props {
  readonly teacher: { readonly id: string; readonly name: string };
}

/** Takes hold of a teacher: by the mouse, to be dropped on a post, or by a click, to choose one from a list. */
export function HandButton({ teacher }: Props) {
  const { t } = useWords();
  const hand = useHand();
  if (hand === null) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is for the mouse; the button in it is for everybody.
    <span
      className="hand-button no-print"
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData('text/plain', teacher.name);
        dataTransfer.effectAllowed = 'move';
        hand.drag(teacher.id);
      }}
      onDragEnd={() => hand.drag(undefined)}
    >
      <span aria-hidden="true" className="hand-grip" title={t('hand.drag')}>
        ⠿
      </span>
      <Button
        size="small"
        type="text"
        aria-label={t('hand.moveOf', { name: teacher.name })}
        onClick={() => hand.ask(teacher.id)}
      >
        {t('hand.move')}
      </Button>
    </span>
  );
}
