import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { childOf, childrenOf, readXml } from '../../src/amazon/xml-reader.js';
import { element, xmlDocument } from '../../src/amazon/xml-writer.js';

describe('XML that we write', () => {
  it('escapes whatever stands in it', () => {
    expect(xmlDocument({ name: 'a', attributes: { b: '"<' }, content: [element('c', `<&>"'`)] })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&quot;&lt;"><c>&lt;&amp;&gt;&quot;&apos;</c></a>\n',
    );
  });

  it('holds no character that XML can not hold', () => {
    expect(xmlDocument(element('a', 'x\u0000\u000b\ud800y'))).toContain('<a>x\ufffd\ufffd\ufffdy</a>');
  });

  it('is read back as it was written, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const text = raw.replace(/\p{Cc}/gu, '').trim();
        const read = readXml(xmlDocument(element('root', [element('part', text), element('part', '')])));
        if (read === 'malformed') throw new Error('what we write, we cannot read');
        expect(childrenOf(read, 'part').map((part) => part.text)).toEqual([text, '']);
      }),
      { numRuns: 500, seed: 20_261_121 },
    );
  });
});

describe('XML of others', () => {
  it('is read with declarations, comments, CDATA, prefixes, attributes and references', () => {
    const read = readXml(
      '\ufeff<?xml version="1.0"?><!-- one --><x:a y="1"><b z=\'2\'/><c><![CDATA[<&]]> &amp;&#65;&#x42;&nbsp;</c></x:a>',
    );
    if (read === 'malformed') throw new Error('malformed');
    expect(read.name).toBe('a');
    expect(childOf(read, 'b')?.text).toBe('');
    expect(childOf(read, 'c')?.text).toBe('<& &AB&nbsp;');
  });

  it.each([
    '',
    'words',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>words',
    '<!DOCTYPE a><a/>',
    `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`,
  ])('is malformed: %j', (source) => {
    expect(readXml(source)).toBe('malformed');
  });
});
