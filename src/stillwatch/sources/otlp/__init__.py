"""OpenTelemetry spans and log records that tell of model calls: OTLP in JSON and in protobuf."""
