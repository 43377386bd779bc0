# ./mvnw -DskipTests package
# docker build -f deploy/images/gateway.Dockerfile -t emporium/gateway gateway/target
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
LABEL org.opencontainers.image.title="Emporium gateway"
# third parties' jars change seldom, ours often: two layers
COPY lib/ /app/lib/
COPY gateway-*.jar /app/gateway.jar
# heap by the container's limit; the root file system may be read-only, only /tmp is written
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.io.tmpdir=/tmp"
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080 9080
ENTRYPOINT ["java", "-cp", "/app/gateway.jar:/app/lib/*", "dev.emporium.gateway.GatewayService"]
