export type Environment = Readonly<Record<string, string | undefined>>;

export type Option = {
  readonly flag: string;
  readonly does: string;
  /** What follows it, such as `id`; absent: it stands alone. */
  readonly value?: string;
};

/** A word that follows the command's name, such as an order's number. Optional ones come last. */
export type Word = { readonly name: string; readonly does: string; readonly isOptional?: true };

export type Call = {
  readonly env: Environment;
  /** Of those that stand alone. */
  readonly flags: ReadonlySet<string>;
  /** Of those that take a value, by their flag. */
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];
  readonly say: (line: string) => void;
};

export type SingleCommand = {
  readonly name: string;
  readonly does: string;
  readonly words?: readonly Word[];
  readonly options: readonly Option[];
  readonly run: (call: Call) => Promise<number>;
};

/** `waybill notifications setup`: several commands about one thing. */
export type CommandGroup = {
  readonly name: string;
  readonly does: string;
  readonly commands: readonly SingleCommand[];
};

export type Command = SingleCommand | CommandGroup;
