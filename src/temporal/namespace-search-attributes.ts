import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { commandLineTypeName, indexedValueType, requiredSearchAttributes } from './search-attributes.js';

type Namespace = { readonly connection: Connection; readonly namespace: string };
type Required = (typeof requiredSearchAttributes)[number];

const grpcAlreadyExists = 6;

/** Registers what is missing and leaves what is there; a name that is taken by another type is the operator's to resolve. */
export async function ensureSearchAttributes(options: Namespace): Promise<void> {
  const { namespace } = options;
  const registered = await registeredTypes(options);
  const clashing = requiredSearchAttributes.filter(
    ({ name, type }) => registered[name] !== undefined && registered[name] !== indexedValueType[type],
  );
  if (clashing.length > 0) {
    const names = clashing.map(({ name, type }) => `${name} (must be ${commandLineTypeName[type]})`).join(', ');
    throw new Error(`Namespace ${namespace} has search attributes of another type: ${names}`);
  }
  const missing = requiredSearchAttributes.filter(({ name }) => registered[name] === undefined);
  if (missing.length > 0) await register(options, missing);
}

async function register({ connection, namespace }: Namespace, missing: readonly Required[]): Promise<void> {
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, indexedValueType[type]])),
    });
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    // Another process of ours was a moment quicker, with the same list.
    if (error.code === grpcAlreadyExists) return;
    const flags = missing.map(({ name, type }) => `--name ${name} --type ${commandLineTypeName[type]}`).join(' ');
    throw new Error(
      `Namespace ${namespace} lacks search attributes and Waybill may not add them (${error.details}): ` +
        `temporal operator search-attribute create -n ${namespace} ${flags}`,
      { cause: error },
    );
  }
}

export async function registeredTypes({ connection, namespace }: Namespace): Promise<Readonly<Record<string, number>>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return customAttributes;
}
