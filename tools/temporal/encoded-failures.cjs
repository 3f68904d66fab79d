// What Temporal calls a failure converter, for installations with encryption: message and stack of a failure travel inside
// its payload, which the codec encrypts. By file, as the SDK wants it: it is loaded by workers, and bundled with workflows.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
