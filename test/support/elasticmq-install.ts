import type { MavenTool } from './maven-tool.js';

/** An SQS that runs here: the real protocol with visibility time-outs, receive counts and dead-letter queues. */
export const elasticMqTool: MavenTool = {
  name: 'elasticmq',
  title: 'ElasticMQ, a server with the protocol of SQS,',
  mainClass: 'org.elasticmq.server.Main',
  javaOptions: [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xshare:auto',
    '-Xmx256m',
    '-Dconfig.override_with_env_vars=true',
  ],
};
