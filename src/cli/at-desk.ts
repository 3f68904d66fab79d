import type { Call } from './command.js';

type Desk = { readonly close: () => void | Promise<void> };

type Opening<Opened> = {
  readonly open: () => Promise<Opened>;
  /** What the desk throws when whoever it asks refuses or is away: its sentence is for people. */
  readonly trouble: new (
    sentence: string,
  ) => Error;
};

/** A desk for one command. Its trouble is said, and is exit code 1. */
export async function atDesk<Opened extends Desk>(
  { say }: Pick<Call, 'say'>,
  { open, trouble }: Opening<Opened>,
  act: (desk: Opened) => Promise<number>,
): Promise<number> {
  const desk = await open();
  try {
    return await act(desk);
  } catch (error) {
    if (!(error instanceof trouble)) throw error;
    say(error.message);
    return 1;
  } finally {
    await desk.close();
  }
}
