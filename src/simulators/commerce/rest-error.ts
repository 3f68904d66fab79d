import type { Json } from './json.js';

/** An error in Magento's shape: `%1` and `%name` stay unfilled in the message, the values travel in `parameters`. */
export class RestError extends Error {
  readonly status: number;
  readonly parameters: Json | undefined;
  readonly errors: Json | undefined;

  constructor(status: number, message: string, details: { readonly parameters?: Json; readonly errors?: Json } = {}) {
    super(message);
    this.status = status;
    this.parameters = details.parameters;
    this.errors = details.errors;
  }

  toBody(): Json {
    return {
      message: this.message,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      ...(this.parameters === undefined ? {} : { parameters: this.parameters }),
    };
  }
}

export function badRequest(message: string, parameters?: Json): RestError {
  return new RestError(400, message, parameters === undefined ? {} : { parameters });
}

export function notFound(parameters?: Json): RestError {
  const message = "The entity that was requested doesn't exist. Verify the entity and try again.";
  return new RestError(404, message, parameters === undefined ? {} : { parameters });
}

const requiredMessage = '"%fieldName" is required. Enter and try again.';

/** One missing field is the message itself; several are collected below a general one. */
export function required(fieldNames: readonly string[]): RestError {
  const [only] = fieldNames;
  if (fieldNames.length === 1 && only !== undefined) return badRequest(requiredMessage, { fieldName: only });
  return new RestError(400, 'One or more input exceptions have occurred.', {
    errors: fieldNames.map((fieldName) => ({ message: requiredMessage, parameters: { fieldName } })),
  });
}

/** What a production shop says of any programming error: the cause is in its log only. */
export function internalError(reportId: string): RestError {
  return new RestError(500, `Internal Error. Details are available in Magento log file. Report ID: webapi-${reportId}`);
}

/** Thrown where PHP would have stopped with an error; becomes an internal error at the edge, with its report id. */
export class ShopCrash extends Error {}
