import type { MavenTool } from './maven-tool.js';

export const timeSkippingTool: MavenTool = {
  name: 'temporal-test-server',
  title: "Temporal's time-skipping test server",
  mainClass: 'io.temporal.testserver.TestServer',
  javaOptions: ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-Xmx256m'],
};
