# ./mvnw -DskipTests package
# docker build -f deploy/images/catalog.Dockerfile -t emporium/catalog catalog-service/target
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
LABEL org.opencontainers.image.title="Emporium catalog"
# third parties' jars change seldom, ours often: two layers
COPY lib/ /app/lib/
COPY catalog-service-*.jar /app/catalog.jar
# heap by the container's limit; the root file system may be read-only, only /tmp is written
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.io.tmpdir=/tmp"
WORKDIR /tmp
USER 10001:10001
EXPOSE 8081 9081
ENTRYPOINT ["java", "-cp", "/app/catalog.jar:/app/lib/*", "dev.emporium.catalog.CatalogService"]
