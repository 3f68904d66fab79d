import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildProduct, ProcessRoom } from '../support/waybill-process.js';

const room = new ProcessRoom();
beforeAll(buildProduct);
afterAll(() => room.close());

describe('waybill', () => {
  it('without a command, or with help, says what it can do and ends well', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { code, output, errors } = await room.run(args);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      for (const command of ['start', 'worker', 'ingestion', 'http', 'simulate']) expect(output).toContain(command);
    }
  });

  it('with an unknown command says so on stderr, shows the usage, and ends with 2', async () => {
    const { code, output, errors } = await room.run(['begin']);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain('waybill <command>');
    expect(errors).toContain('begin');
  });

  it('with an unknown option names it, shows the command’s own, and ends with 2', async () => {
    const { code, errors } = await room.run(['start', '--twice']);
    expect(code).toBe(2);
    expect(errors).toContain('does not know --twice');
    expect(errors).toContain('--once');
  });

  it('start --help says what start does, and starts nothing', async () => {
    const { code, output } = await room.run(['start', '--help']);
    expect(code).toBe(0);
    expect(output).toContain('--once');
    expect(output).not.toContain('running');
  });
});
