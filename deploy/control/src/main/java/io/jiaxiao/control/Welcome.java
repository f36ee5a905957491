package io.jiaxiao.control;

import java.time.Duration;
import java.util.Locale;

/** What is said when everything is up: where things are and who can sign in. */
final class Welcome {

    private final Platform platform;

    Welcome(Platform platform) {
        this.platform = platform;
    }

    String text(Duration took) {
        String gateway = platform.url("gateway").toString();
        return String.format(
                        Locale.ROOT,
                        """

                Jiaxiao is up (%s).

                  gateway          %s
                  API              %s/docs
                  partners, phones %s
                  MariaDB          %s
                  Redis            %s
                  RocketMQ         %s
                  Nacos            %s
                  secrets          %s

                %s
                Next: ./platform demo, ./platform status, ./platform logs SERVICE, ./platform down
                """,
                        Progress.seconds(took),
                        gateway,
                        gateway,
                        platform.url("partners"),
                        platform.address(Infrastructure.DB_URL),
                        platform.address(Infrastructure.REDIS_URL),
                        platform.address(Infrastructure.ROCKETMQ),
                        platform.address(Infrastructure.NACOS),
                        platform.settings().secretsDir(),
                        DemoData.accounts())
                .stripTrailing();
    }
}
