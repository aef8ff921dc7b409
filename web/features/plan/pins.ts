import { App } from 'antd';
import { useMutation } from 'urql';
import {
  type PinInput,
  PinTeachersDocument,
  type PlanHeadFragment,
  UnpinDocument,
} from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';

type Round = PlanHeadFragment['round'];
export type Pin = Round['pins']['nodes'][number];

/** What officers have fixed by hand in the round, and how to fix more. */
export interface Pins {
  readonly may: boolean;
  readonly busy: boolean;
  readonly of: (teacherId: string) => readonly Pin[];
  readonly fix: (pin: PinInput) => void;
  readonly release: (pinId: string) => void;
}

/** `again` reads the round anew where somebody else was first. */
export function usePins({ id, version, mayPlan, pins }: Round, again: () => void): Pins {
  const { t } = useWords();
  const { message } = App.useApp();
  const [fixing, pinTeachers] = useMutation(PinTeachersDocument);
  const [releasing, unpin] = useMutation(UnpinDocument);
  const words = { network: t('failure.network'), unknown: t('failure.unknown') };
  const tell = (why: string | undefined) => {
    if (why === undefined) message.success(t('plan.pin.done'));
    else {
      message.error(why);
      again();
    }
  };
  return {
    may: mayPlan,
    busy: fixing.fetching || releasing.fetching,
    of: (teacherId) => pins.nodes.filter(({ teacher }) => teacher.id === teacherId),
    fix: async (pin) => tell(whyNot(await pinTeachers({ roundId: id, version, pins: [pin] }), words)),
    // What is answered names no row that was read: the round is read again by its name.
    release: async (pinId) =>
      tell(whyNot(await unpin({ pinIds: [pinId] }, { additionalTypenames: ['Round'] }), words)),
  };
}
