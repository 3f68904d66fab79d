/** A control call that asks for something that cannot be; the message is for the person who wrote the test. */
export class ControlRefused extends Error {}
