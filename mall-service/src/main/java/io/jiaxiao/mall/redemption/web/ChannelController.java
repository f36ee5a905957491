package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.mall.redemption.ChannelBoard;
import io.jiaxiao.mall.redemption.ChannelBoard.ChannelHealth;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the supply channels are, for operators. */
@RestController
class ChannelController {

    private final ChannelBoard board;

    ChannelController(ChannelBoard board) {
        this.board = board;
    }

    record ChannelList(List<ChannelHealth> items) {}

    @GetMapping("/admin/v1/channels")
    ChannelList all() {
        return new ChannelList(board.all());
    }
}
