# ./mvnw -DskipTests package
# docker build -f deploy/images/installation.Dockerfile -t emporium/installation installation-service/target
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
LABEL org.opencontainers.image.title="Emporium installation"
# third parties' jars change seldom, ours often: two layers
COPY lib/ /app/lib/
COPY installation-service-*.jar /app/installation.jar
# heap by the container's limit; the root file system may be read-only, only /tmp is written
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.io.tmpdir=/tmp"
WORKDIR /tmp
USER 10001:10001
EXPOSE 8084 9084
ENTRYPOINT ["java", "-cp", "/app/installation.jar:/app/lib/*", "dev.emporium.installation.InstallationService"]
