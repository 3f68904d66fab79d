/** Something that whoever starts the process can mend: its sentence says all, and no stack would help. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
