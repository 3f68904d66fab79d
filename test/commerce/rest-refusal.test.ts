import { describe, expect, it } from '@jest/globals';
import { restRefusalOf } from '../../src/commerce/rest-refusal.js';

const refusal = (body: unknown, personal: readonly string[] = [], dropsParameters = false) =>
  restRefusalOf(
    { status: 400, text: typeof body === 'string' ? body : JSON.stringify(body) },
    { personal, dropsParameters },
  );

describe("Commerce's words of refusal", () => {
  it.each([
    ['with nothing to fill in', { message: 'Decoding error.' }, 'Decoding error.'],
    ['by position', { message: 'Status %1, not %2', parameters: ['holded', 5] }, 'Status holded, not 5'],
    ['by name', { message: '"%fieldName" is required.', parameters: { fieldName: 'entity' } }, '"entity" is required.'],
    [
      'by name out of a list of objects, as the schema has it',
      { message: 'No access to %resources.', parameters: [{ resources: 'Magento_Sales::ship' }] },
      'No access to Magento_Sales::ship.',
    ],
    [
      'where one name begins like another',
      { message: '%field %fieldName', parameters: { field: 'a', fieldName: 'b' } },
      'a b',
    ],
    ['without what belongs there', { message: 'Item "%1" is gone' }, 'Item "%1" is gone'],
    ['with a percentage', { message: '100% wrong', parameters: ['x'] }, '100% wrong'],
    [
      'and those of each part',
      {
        message: 'One or more input exceptions have occurred.',
        errors: [{ message: '"%fieldName" is required.', parameters: { fieldName: 'sku' } }],
      },
      'One or more input exceptions have occurred. "sku" is required.',
    ],
    ['with parameters of no known form', { message: 'Oh %1', parameters: 'text' }, 'Oh %1'],
  ])('are filled in %s', (_name, body, text) => {
    expect(refusal(body)?.text).toBe(text);
  });

  it.each([
    ['a page', '<html>'],
    ['no message', '{}'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('are not seen in %s', (_name, text) => {
    expect(refusal(text)).toBeUndefined();
  });

  it('are cut', () => {
    expect(refusal({ message: 'a'.repeat(10_000) })?.text).toHaveLength(200);
  });

  it('lose what we sent that is personal, and every e-mail address', () => {
    const body = {
      message: "We can't save the address of %1:\n%2",
      parameters: ['Jane Doe', 'other@example.com is wrong'],
    };
    expect(refusal(body, ['Jane', 'Doe'])?.text).toBe("We can't save the address of … …: … is wrong");
  });

  it("on a customer's route name the field, and nothing that stood in it", () => {
    const body = {
      message: '"%fieldName" holds %value, %1',
      parameters: { fieldName: 'firstname', value: 'Somebody Else' },
    };
    expect(refusal(body, [], true)?.text).toBe('"firstname" holds …, %1');
  });

  it('are recognised by what they say unfilled and filled', () => {
    const said = refusal({ message: 'Status is %1', parameters: ['complete'] });
    expect(said?.says(/status is complete/i)).toBe(true);
    expect(said?.says(/closed/)).toBe(false);
  });
});
