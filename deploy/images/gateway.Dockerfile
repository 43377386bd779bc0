# ./mvnw -DskipTests package
# docker build -f deploy/images/gateway.Dockerfile -t emporium/gateway .
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE} AS program
LABEL org.opencontainers.image.title="Emporium gateway"
# third parties' jars change seldom, ours often: two layers
COPY gateway/target/lib/ /app/lib/
COPY gateway/target/gateway-*.jar /app/gateway.jar
# jars in order: what a start is prepared for is one class path
RUN echo "-cp $(ls -d /app/gateway.jar /app/lib/*.jar | paste -sd:)" > /app/arguments
# heap by the container's limit; the root file system may be read-only, only /tmp is written
ENV JDK_JAVA_OPTIONS="-XX:+IgnoreUnrecognizedVMOptions -XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xss512k -XX:ReservedCodeCacheSize=64m -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.io.tmpdir=/tmp"
WORKDIR /tmp

# starts once over a PostgreSQL and a Kafka of its own; what the JVM learnt of a start is kept
FROM program AS rehearsal
RUN echo 'rehearsal:x:10001:10001::/tmp:/bin/sh' >> /etc/passwd
COPY deploy/local/target/local-*.jar deploy/local/target/lib/ /rehearsal/
USER 10001:10001
RUN java -cp '/rehearsal/*' dev.emporium.local.Rehearsal gateway /app/arguments /tmp/gateway.aot

FROM program
COPY --from=rehearsal /tmp/gateway.aot /app/start.aot
USER 10001:10001
EXPOSE 8080 9080
ENTRYPOINT ["java", "-XX:AOTCache=/app/start.aot", "@/app/arguments", "dev.emporium.gateway.GatewayService"]
